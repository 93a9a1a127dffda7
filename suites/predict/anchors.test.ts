import { expect, test } from 'vitest';
import { tinyModel } from '../judging/history.test-data.ts';
import { anchorsOf } from './anchors.ts';

const anchors = (more: string) =>
  anchorsOf(
    tinyModel(`
openapi: 3.1.0
info: {title: Quay, version: '1'}
components:
  securitySchemes:
    client: {type: http, scheme: basic, x-auth-credential: {rights: owner}}
    pass: {type: http, scheme: bearer, x-auth-credential: {rights: owner, lifetime: PT1H}}
paths:
  /passes:
    post:
      x-auth-operation: {issue: pass}
      security: [{client: []}]
      responses: {'200': {description: Made, content: {application/json: {schema: {type: object, properties: {pass: {type: string, x-auth-field: pass.secret}}}}}}}
${more}
`),
  ).map(({ scheme, operation }) => `${scheme.name}: ${operation.key}`);
const introspection = `
  /introspection:
    post:
      x-auth-operation: {read: pass}
      security: [{client: []}]
      requestBody: {content: {application/json: {schema: {type: object, properties: {value: {type: string, x-auth-field: pass.secret}}}}}}
      responses: {'200': {description: State}}
`;
const ships = "  /ships: {get: {security: [{client: []}], responses: {'200': {description: Ships}}}}";

test.each([
  ['what issues is no read', '', []],
  ['a read by POST will do', introspection, ['client: POST /introspection']],
  ['a GET comes first', introspection + ships, ['client: GET /ships']],
])('%s', (_, more, expected) => {
  expect(anchors(more)).toEqual(expected);
});
