import { expect, test } from 'vitest';
import { modelOf } from '../bench.test-data.ts';
import { documentMark } from './document-mark.ts';
import { storeDocument } from './store-document.test-data.ts';

const mark = (from = '', to = ''): string => {
  if (!storeDocument.includes(from)) throw new Error(`the document has no ${from}`);
  return documentMark(modelOf(storeDocument.replace(from, to)));
};

test.each([
  ['a password', 'eve: {', 'eve: {password: another-one-1, '],
  ['a role', 'bob: {tenant: red, roles: []', 'bob: {tenant: red, roles: [admin]'],
  ['the tenant of somebody', 'bob: {tenant: red', 'bob: {tenant: blue'],
  [
    'the rights of a key',
    'key: first, tenant: red, rights: [read]',
    'key: first, tenant: red, rights: [write]',
  ],
  ['a record', 'text: Salt', 'text: Pepper'],
  ['what ends a credential', 'endedBy: [password-change, user-removal]', 'endedBy: [user-removal]'],
])('%s makes it another document', (_, from, to) => {
  expect(mark(from, to)).not.toBe(mark());
});

test.each([
  ['a limit', 'limit: 5', 'limit: 6'],
  ['a description', 'description: Notes', 'description: All notes'],
  ['nothing', '', ''],
])('%s does not', (_, from, to) => {
  expect(mark(from, to)).toBe(mark());
});

test('no password stands in it', () => {
  const { fixtures } = modelOf(storeDocument);
  for (const { password } of fixtures.users.values()) expect(mark()).not.toContain(password);
});
