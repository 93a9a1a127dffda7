import { expect, test } from 'vitest';
import { told } from './hook-error.ts';

const environment = {
  ADMIN_PASSWORD: 'Tr0ub4dor&3',
  API_TOKEN: 's3cr3tABC99',
  PLAIN_TOKEN: 'hushhush',
  OPERATOR: 'marguerite',
  DATABASE_URL: 'postgres://app:swordfish@db.example/shop',
  BASIC_AUTH: 'ada:lovelace',
  SIGNING_KEY: '-----BEGIN KEY-----\nAbCdEfGhIj\n-----END KEY-----',
  HOME: '/home/ada',
  WORK_FOLDER: '/srv/target',
  TINY_TOKEN: 'no',
};

test.each([
  ['login as admin with Tr0ub4dor&3 failed', 'login as admin with ⟦masked⟧ failed'],
  ['DELETE https://h/keys?token=s3cr3tABC99', 'DELETE https://h/keys?token=⟦masked⟧'],
  ['?password=Tr0ub4dor%263 refused', '?password=⟦masked⟧ refused'],
  ['xhushhushy', 'x⟦masked⟧y'],
  ['marguerite may not', '⟦masked⟧ may not'],
  ['bad password swordfish', 'bad password ⟦masked⟧'],
  ['bad password lovelace', 'bad password ⟦masked⟧'],
  ['no key AbCdEfGhIj', 'no key ⟦masked⟧'],
  ['no such user\nTr0ub4dor&3', 'no such user'],
  ['no such user\rhushhush', 'no such user'],
])('%j is told as %j', (text, expected) => {
  expect(told(new Error(text), environment)).toBe(expected);
  expect(told(text, environment)).toBe(expected);
});

test.each([
  'ENOENT: no such file, open /home/ada/keys',
  'no folder /srv/target there',
  'connect ECONNREFUSED 127.0.0.1:3000',
  'marguerites are no secret',
  'answered 404 Not Found',
  'refused for ⟦access-token#12⟧',
])('%j is told as it is', (text) => {
  expect(told(new Error(text), environment)).toBe(text);
});

test('of what is not in the environment, words with letters and digits are not told', () => {
  expect(told(new Error('admin, Tr0ub4dor&3: refused'), {})).toBe('admin, ⟦masked⟧: refused');
  expect(told(new Error('order 123456789012'), {})).toBe('order ⟦masked⟧');
});

test('a secret at the place where the text is cut is not told in part', () => {
  expect(told(new Error(`${'a '.repeat(147)}Tr0ub4dor&3`), environment)).not.toContain('Tr0');
});
