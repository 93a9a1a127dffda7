import { expect, test } from 'vitest';
import { Taint } from './taint.ts';

const secret = 'tok_9f8e7d6c5b4a39281706';

test('a secret is replaced in every usual encoding', () => {
  const taint = new Taint();
  const alias = taint.aliasFor('token', secret, 'here');
  expect(alias).toBe('token#here.1');
  const forms = {
    raw: secret,
    base64: Buffer.from(secret).toString('base64'),
    basicUser: Buffer.from(`${secret}:`).toString('base64'),
    basicPassword: Buffer.from(`:${secret}`).toString('base64'),
    hex: Buffer.from(secret).toString('hex'),
    reversed: [...secret].reverse().join(''),
  };
  for (const [name, form] of Object.entries(forms)) {
    const cleaned = taint.clean(`before ${form} after`);
    expect(cleaned, name).not.toContain(form);
    expect(cleaned, name).toContain('⟦token#here.1');
  }
});

test('the same secret keeps its alias, another gets another', () => {
  const taint = new Taint();
  expect(taint.aliasFor('token', secret, 'here')).toBe(taint.aliasFor('token', secret, 'here'));
  expect(taint.aliasFor('token', `${secret}x`, 'here')).toBe('token#here.2');
});

test('the longer of two overlapping secrets wins, so that no rest of it stays', () => {
  const taint = new Taint();
  taint.aliasFor('token', secret, 'here');
  taint.aliasFor('token', `${secret}-tail`, 'here');
  expect(taint.clean(`${secret}-tail`)).toBe('⟦token#here.2⟧');
});

test('the signature of a JWT is a secret of its own, its payload is not', () => {
  const taint = new Taint();
  const [header, claims, signature] = [
    'eyJhbGciOiJIUzI1NiJ9',
    'eyJzdWIiOiJhbm5hIn0',
    'c2lnbmF0dXJlLW9mLXRoaXMtdG9rZW4',
  ];
  taint.aliasFor('jwt', `${header}.${claims}.${signature}`, 'here');
  expect(taint.clean(`${header}.${claims}.`)).toBe(`${header}.${claims}.`);
  expect(taint.clean(`other.${signature}`)).toBe('other.⟦jwt#here.1 signature⟧');
});

test('texts that are too short to be searched for are left alone', () => {
  const taint = new Taint();
  taint.aliasFor('token', 'abc', 'here');
  expect(taint.clean('abc abcdefghij')).toBe('abc abcdefghij');
});
