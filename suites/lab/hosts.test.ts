import { expect, test } from 'vitest';
import { defaultTarget } from '../target.ts';
import { hostRefusal, namedHosts } from './hosts.ts';

const config = defaultTarget({
  baseUrl: 'https://api.example/v1',
  consoleUrl: 'https://console.example',
  bindings: { 'POST /tokens': { base: 'https://auth.example' } },
  hosts: ['Other.Example', 'ported.example:8443'],
});

test.each([
  ['https://api.example/v1/books', true],
  ['http://api.example/books', true],
  ['https://API.example:444/', true],
  ['https://console.example/x', true],
  ['https://auth.example/tokens', true],
  ['https://other.example', true],
  ['https://ported.example', true],
  ['https://evil.example/', false],
  ['https://api.example.evil.example/', false],
  ['https://api.example@evil.example/', false],
  ['http://127.0.0.1:80/', false],
  ['nonsense', false],
])('%s: %s', (url, isNamed) => {
  expect(hostRefusal(namedHosts(config), url) === undefined).toBe(isNamed);
});

test('the names of this machine are one host', () => {
  const named = namedHosts(defaultTarget({ baseUrl: 'http://127.0.0.1:3000' }));
  expect(hostRefusal(named, 'http://localhost:4000/x')).toBeUndefined();
  expect(hostRefusal(named, 'http://[::1]:4000/x')).toBeUndefined();
});
