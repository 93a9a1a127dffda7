import { expect, test } from 'vitest';
import { bench, documentAt, modelOf } from '../bench.test-data.ts';

const mock = bench(documentAt('made-up/meadow'));
const give = (who: string, rights: readonly string[]) =>
  mock.send('POST', '/keys', { auth: mock.person(who), body: { name: 'test', rights } });

test('a maker gives what it holds, and nothing beyond it', async () => {
  expect((await give('ben', ['beds:read'])).status).toBe(201);
  expect((await give('ben', ['beds:write'])).status).toBe(403);
  expect((await give('ben', ['beds:read', 'beds:write'])).status).toBe(403);
  expect((await give('ada', ['beds:read', 'beds:write'])).status).toBe(201);
});

test('nor by a change, and a refused one changes nothing', async () => {
  const { body: key } = await give('ada', ['beds:read']);
  const change = (who: string, rights: readonly string[]) =>
    mock.send('PUT', `/keys/${key.id}`, { auth: mock.person(who), body: { name: 'more', rights } });
  const use = () =>
    mock.send('POST', '/beds', { headers: { 'X-Meadow-Key': key.key }, body: { name: 'Mint' } });
  expect((await change('ben', ['beds:write'])).status).toBe(403);
  expect((await use()).status).toBe(403);
  const { body: shown } = await mock.send('GET', `/keys/${key.id}`, { auth: mock.person('ada') });
  expect(shown).toMatchObject({ name: 'test', rights: ['beds:read'] });
  expect((await change('ada', ['beds:write'])).status).toBe(200);
  expect((await use()).status).toBe(201);
});

test('a key for which no rights are named opens nothing', async () => {
  const made = await mock.send('POST', '/keys', { auth: mock.person('ada'), body: { name: 'bare' } });
  expect([made.status, made.body.rights]).toEqual([201, []]);
  const beds = await mock.send('GET', '/beds', { headers: { 'X-Meadow-Key': made.body.key } });
  expect(beds.status).toBe(403);
});

test.each([
  [', within: caller', ['read']],
  ['', ['read', 'write']],
])('a key makes a key and names no rights%s: it gets %j', async (within, rights) => {
  const shed = bench(modelOf(keysMakeKeys.replace(', within: caller', within)));
  const body = { rights: ['read'] };
  const narrow = await shed.send('POST', '/keys', { auth: shed.person('ada'), body });
  const made = await shed.send('POST', '/keys', { headers: { 'X-Key': narrow.body.key }, body: {} });
  expect([made.status, made.body.rights]).toEqual([201, rights]);
  const saws = await shed.send('GET', '/saws', { headers: { 'X-Key': made.body.key } });
  expect(saws.status).toBe(rights.includes('write') ? 200 : 403);
});

const keysMakeKeys = `
openapi: 3.1.0
info: {title: Shed, version: '1'}
components:
  securitySchemes:
    key: {type: apiKey, in: header, name: X-Key, x-auth-credential: {rights: [own, owner]}}
    person: {type: http, scheme: basic, x-auth-credential: {rights: owner}}
  schemas:
    Key:
      type: object
      properties:
        rights: {type: array, items: {enum: [read, write]}, x-auth-field: key.rights}
        key: {type: string, readOnly: true, x-auth-field: key.secret}
paths:
  /keys:
    post:
      x-auth-operation: {issue: key, within: caller}
      security: [{key: [read]}, {person: []}]
      requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Key'}}}}
      responses: {'201': {description: Made, content: {application/json: {schema: {$ref: '#/components/schemas/Key'}}}}}
  /saws: {get: {security: [{key: [write]}], responses: {'200': {description: Saws}, '403': {description: No}}}}
x-auth-fixtures:
  tenants: [north]
  users: {ada: {tenant: north, roles: [read, write]}}
`;
