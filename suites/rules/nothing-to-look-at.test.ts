import { expect, test } from 'vitest';
import { tinyModel } from '../judging/history.test-data.ts';
import { apikeyCrossChannel } from './authentication/apikey-cross-channel.ts';
import { httpDeniedHasNoSideEffect } from './authentication/http-denied-has-no-side-effect.ts';
import { authzHeadAsGet } from './authorisation/authz-head-as-get.ts';

const document = (carrier: string, text: string, readers: string) =>
  tinyModel(`
openapi: 3.1.0
info: {title: Quay, version: '1'}
components:
  securitySchemes:
    pass: {type: http, scheme: bearer, x-auth-credential: {rights: owner}}
    key: {${carrier}, x-auth-credential: {}}
  schemas:
    Person: {type: object, properties: {roles: {type: array, items: {enum: [pilot, agent]}, x-auth-field: user.roles}}}
paths:
  /ships:
    get: {security: ${readers}, responses: {'200': {description: Crew, content: {application/json: {schema: {$ref: '#/components/schemas/Person'}}}}}}
    post:
      security: [{pass: [pilot]}, {key: []}]
      requestBody: {content: {application/json: {schema: {type: object, properties: {name: ${text}}}}}}
      responses: {'201': {description: Added}}
`);
const free = '{type: string}';
const fixed = '{type: string, const: Aurora}';
const bearer = 'type: http, scheme: bearer';
const header = 'type: apiKey, in: header, name: X-Key';
const some = '[{pass: [pilot]}]';
const all = '[{pass: []}]';

test.each([
  [apikeyCrossChannel, document(header, free, some), document(bearer, free, some)],
  [httpDeniedHasNoSideEffect, document(bearer, free, some), document(bearer, fixed, some)],
  [authzHeadAsGet, document(bearer, free, some), document(bearer, free, all)],
])('$id knows from the document whether there is anything to look at', (rule, there, missing) => {
  expect(rule.applies(there)).toBe(true);
  expect(rule.applies(missing)).toEqual(expect.any(String));
});
