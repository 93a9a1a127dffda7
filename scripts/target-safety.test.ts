import { describe, expect, test } from 'vitest';
import { defaultTarget } from '../suites/target.ts';
import { checkAlso, checkHosts, checkLoad } from './target-safety.ts';

describe('the command line and the target file', () => {
  const file = { baseUrl: 'https://staging.example/v1', hosts: ['second.example'] };

  test.each([['https://staging.example/v2'], ['https://second.example'], [undefined]])(
    '%s is one of its hosts',
    (given) => {
      expect(() => checkHosts(given, file, 'target.yaml')).not.toThrow();
    },
  );

  test('another host is refused: the secrets of the file are not for it', () => {
    expect(() => checkHosts('https://prod.example', file, 'target.yaml')).toThrow(
      /prod\.example.*target\.yaml #\/target is for staging\.example.*hosts/,
    );
  });

  test('a file without a target of its own goes with any', () => {
    expect(() => checkHosts('https://prod.example', {}, 'target.yaml')).not.toThrow();
  });
});

describe('load probes', () => {
  const target = defaultTarget({ baseUrl: 'http://127.0.0.1:3000' });

  test('are opt-in where nothing isolates the target, this machine included', () => {
    expect(() => checkLoad(target)).toThrow(/opt in with --destructive/);
    expect(() => checkLoad({ ...target, destructive: ['records'] })).toThrow();
  });

  test.each([
    ['opted in', { destructive: true }],
    ['opted in for limits', { destructive: ['limits'] as const }],
    ['isolated', { control: { url: 'http://127.0.0.1:3001', token: 'x' } }],
  ])('%s', (_, change) => {
    expect(() => checkLoad({ ...target, ...change })).not.toThrow();
  });
});

describe('more instances', () => {
  const target = defaultTarget({ baseUrl: 'https://one.example/v1', hosts: ['two.example'] });

  test('may be where somebody said', () => {
    expect(() => checkAlso(target, ['https://one.example:444/v1', 'https://two.example'])).not.toThrow();
  });

  test.each([
    ['elsewhere', /^--also elsewhere is not an http or https URL$/],
    ['ftp://one.example', /not an http or https URL/],
    ['https://three.example', /nobody named the host three\.example/],
    ['https://somebody:hidden@one.example', /^(?!.*hidden).*--also holds a user name or password/],
  ])('%s is refused', (url, message) => {
    expect(() => checkAlso(target, [url])).toThrow(message);
  });
});
