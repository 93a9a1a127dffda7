import { expect, test } from 'vitest';
import { bench, modelOf } from '../bench.test-data.ts';

const document = `
openapi: 3.1.0
info: {title: Shed, version: '1'}
components:
  securitySchemes:
    key: {type: apiKey, in: header, name: X-Key, x-auth-credential: {rights: own}}
    person: {type: http, scheme: basic, x-auth-credential: {rights: owner}}
  schemas:
    Key:
      type: object
      properties:
        rights: {type: array, items: {enum: [read, other]}, x-auth-field: key.rights}
        key: {type: string, readOnly: true, x-auth-field: key.secret}
paths:
  /keys:
    post:
      x-auth-operation: {issue: key}
      security: [{person: []}]
      requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Key'}}}}
      responses: {'201': {description: Made, content: {application/json: {schema: {$ref: '#/components/schemas/Key'}}}}}
  /yards/{yard}/rakes:
    parameters: [{name: yard, in: path, required: true, schema: {type: string}, x-auth-field: tenant.id}]
    get:
      security: [{}, {key: [read]}]
      responses:
        '200': {description: Rakes, content: {application/json: {schema: {type: array, items: {type: object}}}}}
        '404': {description: None}
x-auth-fixtures:
  tenants: [north, south]
  users:
    ada: {tenant: north, roles: []}
    ben: {tenant: south, roles: []}
`;

const statuses = async (security: string) => {
  const shed = bench(modelOf(document.replace('[{}, {key: [read]}]', security)));
  const keyOf = async (who: string, right: string) => {
    const body = { rights: [right] };
    return (await shed.send('POST', '/keys', { auth: shed.person(who), body })).body.key;
  };
  const keys = [
    await keyOf('ada', 'read'),
    await keyOf('ben', 'read'),
    await keyOf('ada', 'other'),
    await keyOf('ben', 'other'),
  ];
  const at = async (yard: string, key?: string) =>
    (await shed.send('GET', `/yards/${yard}/rakes`, key === undefined ? {} : { headers: { 'X-Key': key } }))
      .status;
  const found = [await at('north')];
  for (const key of keys) found.push(await at('north', key));
  return { found, nowhere: await at('nowhere', keys[0]) };
};

test('where nobody is served, a stranger to the tenant is, and one with other names', async () => {
  expect(await statuses('[{}, {key: [read]}]')).toEqual({ found: [200, 200, 200, 200, 200], nowhere: 404 });
});

test('where a credential is needed, neither is', async () => {
  expect(await statuses('[{key: [read]}]')).toEqual({ found: [401, 200, 404, 403, 403], nowhere: 404 });
});
