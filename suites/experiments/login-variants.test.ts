import { expect, test } from 'vitest';
import { inexactPasswords } from './login-variants.ts';

test('a password within 72 bytes is not tried for being cut there', () => {
  for (const password of ['short-1A', 'x'.repeat(72)])
    expect(inexactPasswords(password).filter(([name]) => /72|73/.test(name))).toEqual([]);
});

test('a longer one is tried cut, and with another end: both begin with the same 72 bytes', () => {
  const password = `${'lamp-'.repeat(15)}end`;
  const tried = inexactPasswords(password).filter(([name]) => /72|73/.test(name));
  expect(tried.map(([, text]) => text.length)).toEqual([72, password.length]);
  for (const [, text] of tried) {
    expect(text.slice(0, 72)).toBe(password.slice(0, 72));
    expect(text).not.toBe(password);
  }
});
