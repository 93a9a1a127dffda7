import { describe, expect, test } from 'vitest';
import { TargetError } from '../spec/errors.ts';
import { clockOf, credentialsOf, memberOf, spaceOf } from './control-answers.ts';
import { defaultTarget } from './target.ts';

const far = defaultTarget({
  baseUrl: 'https://api.library.example',
  consoleUrl: 'https://console.library.example',
  control: { url: 'https://control.library.example', token: 'of the test' },
});
const here = defaultTarget({ baseUrl: 'http://127.0.0.1:1', control: { url: 'http://[::1]:2', token: 't' } });

describe('a space', () => {
  test.each([
    [far, 'https://api.library.example/~one', 'https://console.library.example/~one'],
    [far, 'https://control.library.example:8443/', undefined],
    [here, 'http://localhost:3/~one', 'http://127.0.0.1:4/'],
  ])('of %o at %s is one', (config, url, consoleUrl) =>
    expect(spaceOf({ url, ...(consoleUrl === undefined ? {} : { consoleUrl }) }, config)).toEqual({
      url,
      consoleUrl,
    }),
  );

  test.each([
    ['on another host', far, { url: 'https://elsewhere.example/' }],
    ['on this machine, of a target that is not', far, { url: 'http://127.0.0.1:80/' }],
    ['on another host, of a target on this machine', here, { url: 'http://elsewhere.example/' }],
    ['with a console elsewhere', here, { url: 'http://127.0.0.1:3/', consoleUrl: 'file:///etc' }],
    ['with a host as user', far, { url: 'https://api.library.example@elsewhere.example/' }],
    ['with a longer host', far, { url: 'https://api.library.example.elsewhere.example/' }],
    ['that is a script', far, { url: 'javascript:alert(1)' }],
    ['that is no URL', far, { url: 'https://' }],
    ['with a console that is no text', here, { url: 'http://127.0.0.1:3/', consoleUrl: null }],
    ['by a prototype', here, Object.create({ url: 'http://127.0.0.1:3/' })],
    ['that is nothing', here, undefined],
  ])('%s is none', (_, config, answer) => expect(() => spaceOf(answer, config)).toThrow(TargetError));
});

describe('credentials', () => {
  const one = { kind: 'key', name: 'a', tenant: 'main', id: '1', secret: 's', rights: ['read'] };
  test('are a list of them', () => {
    expect(credentialsOf([])).toEqual([]);
    expect(credentialsOf([one, { ...one, owner: 'ann' }])).toHaveLength(2);
  });
  test.each([
    [{ length: 1, 0: one }],
    [[null]],
    [[{ ...one, secret: 1 }]],
    [[{ ...one, owner: 1 }]],
    [[{ ...one, rights: 'read' }]],
    [[{ ...one, rights: [1] }]],
    [[one, '<script>']],
  ])('%j are none', (answer) => expect(() => credentialsOf(answer)).toThrow(TargetError));
});

describe('a clock', () => {
  test('tells an instant', () =>
    expect(clockOf({ now: '2030-01-01T00:00:00Z', frozen: true })).toEqual({
      now: '2030-01-01T00:00:00Z',
      frozen: true,
    }));
  test.each([
    [{}],
    [{ now: 'soon', frozen: true }],
    [{ now: 0, frozen: true }],
    [{ now: '2030-01-01' }],
    [null],
  ])('%j tells none', (answer) => expect(() => clockOf(answer)).toThrow(TargetError));
});

test('a member is an own one', () => {
  expect(memberOf({ a: 1 }, 'a')).toBe(1);
  expect(memberOf({}, 'toString')).toBeUndefined();
  expect(memberOf('text', 'length')).toBeUndefined();
});
