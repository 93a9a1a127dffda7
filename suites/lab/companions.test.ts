import { expect, test } from 'vitest';
import { tinyModel } from '../judging/history.test-data.ts';
import { decidedBy, mayCallAccompanied } from './companions.ts';

const model = tinyModel(`
openapi: 3.1.0
info: {title: Quay, version: '1'}
components:
  securitySchemes:
    pass: {type: http, scheme: bearer, x-auth-credential: {rights: owner}}
    device: {type: apiKey, in: header, name: X-Device}
    other: {type: apiKey, in: header, name: X-Other, x-auth-credential: {rights: owner}}
  schemas:
    Person: {type: object, properties: {roles: {type: array, items: {enum: [pilot, agent]}, x-auth-field: user.roles}}}
paths:
  /alone: {get: {security: [{pass: [pilot]}], responses: {'200': {description: Alone}}}}
  /beside: {get: {security: [{pass: [pilot], device: []}], responses: {'200': {description: Beside}}}}
  /two-people: {get: {security: [{pass: [pilot], other: []}], responses: {'200': {description: Two}}}}
`);
const caller = (role: string) => ({
  label: role,
  scheme: 'pass',
  kind: 'pass',
  own: [],
  owner: [role],
  user: undefined,
  tenant: undefined,
});

test.each([
  ['/alone', 'pilot', true],
  ['/alone', 'agent', false],
  ['/beside', 'pilot', true],
  ['/beside', 'agent', false],
  ['/two-people', 'pilot', false],
])('GET %s by a %s: %s', (path, role, may) => {
  const operation = model.operations.find((one) => one.path === path);
  if (operation === undefined) throw new Error(path);
  expect(mayCallAccompanied(model, operation, caller(role))).toBe(may);
});

test('a credential that gives no rights decides nothing', () => {
  const operations = model.operations.filter(({ path }) => path === '/beside');
  expect(operations.map((one) => decidedBy(model, one, 'device'))).toEqual([[]]);
});
