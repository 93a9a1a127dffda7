import { expect, test } from 'vitest';
import type { Operation } from '../../spec/model.ts';
import { tinyModel } from '../judging/history.test-data.ts';
import { confirmation, confirmsCaller } from './confirming.ts';
import type { LabUser } from './held.ts';

const model = tinyModel(`
openapi: 3.1.0
info: {title: Quay, version: '1'}
components:
  securitySchemes:
    person: {type: http, scheme: basic, x-auth-credential: {rights: owner}}
    key: {type: http, scheme: bearer, x-auth-credential: {rights: owner}}
  schemas:
    Wish: {type: object, properties: {password: {type: string, x-auth-field: user.password}}}
    Key: {type: object, properties: {value: {type: string, x-auth-field: key.secret}}}
paths:
  /keys:
    post:
      x-auth-operation: {issue: key}
      security: [{person: []}]
      requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Wish'}}}}
      responses: {'200': {description: Made, content: {application/json: {schema: {$ref: '#/components/schemas/Key'}}}}}
  /plain-keys:
    post:
      x-auth-operation: {issue: key}
      security: [{person: []}]
      responses: {'200': {description: Made, content: {application/json: {schema: {$ref: '#/components/schemas/Key'}}}}}
  /login:
    post:
      x-auth-operation: {login: key}
      security: []
      requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Wish'}}}}
      responses: {'200': {description: In, content: {application/json: {schema: {$ref: '#/components/schemas/Key'}}}}}
`);
const operationAt = (path: string): Operation => {
  const found = model.operations.find((one) => one.path === path);
  if (found === undefined) throw new Error(path);
  return found;
};
const user = (id: string): [string, LabUser] => [
  id,
  {
    id,
    email: `${id}@quay.example`,
    password: `of-${id}`,
    tenant: 'main',
    roles: new Map(),
    groups: [],
    login: 'any',
  },
];
const users = new Map([user('ada'), user('ben')]);

test('a password beside what is issued confirms the caller; one by which somebody signs in does not', () => {
  expect(['/keys', '/plain-keys', '/login'].filter((path) => confirmsCaller(operationAt(path)))).toEqual([
    '/keys',
  ]);
});

test.each([
  [{ 'user.id': 'ben' }, 'of-ben'],
  [{ 'key.owner': 'ben' }, 'of-ben'],
  [{ 'user.id': 'nobody' }, 'of-ada'],
  [{}, 'of-ada'],
])('%j is confirmed with %s', (values, password) => {
  expect(confirmation(operationAt('/keys'), users, values)['user.password']).toBe(password);
});
