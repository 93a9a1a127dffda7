import { expect, test } from 'vitest';
import { isBare, withAccounts } from './bare.ts';
import { loadText } from './load.ts';

const document = (more: string) => `openapi: 3.1.0
info: {title: Shed, version: '1'}
components:
  securitySchemes:
    key: {type: apiKey, in: header, name: X-Key}
    person: {type: http, scheme: basic}
    scoped: {type: oauth2, flows: {clientCredentials: {tokenUrl: 'https://shed.example/t', scopes: {read: R, write: W}}}}
paths:
  /sheds/{shed}/rakes/{rake_id}: {get: {security: [{key: []}, {person: []}, {scoped: [read]}], responses: {'200': {description: Yes}}}}
  /sheds: {get: {security: [{key: []}], responses: {'200': {description: Yes}}}}
${more}`;
const model = loadText(document(''), 'shed.yaml');

test('a document is bare until one word of the vocabulary stands in it', () => {
  expect(isBare(model)).toBe(true);
  expect(isBare(loadText(document('x-auth-fixtures: {}'), 'shed.yaml'))).toBe(false);
});

test('the accounts that are given take the place of those that a mock would have', () => {
  const { fixtures, operations } = withAccounts(model, {
    credentials: [
      { kind: 'key', name: 'KEY' },
      { kind: 'person', name: 'ADA' },
      { kind: 'scoped', name: 'SOME' },
      { kind: 'scoped', name: 'READS', rights: ['read'] },
    ],
    ids: { '/sheds/{shed}': 's1', '/sheds/{shed}/rakes/{rake_id}': 'r1' },
  });
  expect(fixtures.credentials).toEqual([
    { kind: 'key', name: 'KEY', tenant: 'main', rights: [] },
    { kind: 'scoped', name: 'SOME', tenant: 'main', rights: ['read', 'write'], rightsUnknown: true },
    { kind: 'scoped', name: 'READS', tenant: 'main', rights: ['read'] },
  ]);
  expect([...fixtures.users.keys()]).toEqual(['ADA']);
  expect([...fixtures.records]).toEqual([
    ['/sheds/{shed}/rakes', [{ id: 'r1', tenant: 'main', parents: { shed: 's1' }, data: {} }]],
  ]);
  expect(operations[0]?.parameters.map(({ schema }) => schema['examples'])).toEqual([['s1'], ['r1']]);
});
