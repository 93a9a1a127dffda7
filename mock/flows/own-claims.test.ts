import { expect, test } from 'vitest';
import { bench, modelOf } from '../bench.test-data.ts';

/** Its users are called otherwise than its claims say. */
const document = `
openapi: 3.1.0
info: {title: Shed, version: '1'}
components:
  securitySchemes:
    token: {type: http, scheme: bearer, x-auth-credential: {rights: owner, lifetime: PT1H}}
    person: {type: http, scheme: basic, x-auth-credential: {rights: owner}}
  schemas:
    Token:
      type: string
      x-auth-field: token.secret
      contentMediaType: application/jwt
      contentSchema:
        type: array
        prefixItems:
          - {type: object, properties: {alg: {const: HS256}}}
          - type: object
            required: [sub, iat, exp, jti]
            properties:
              sub: {type: string, pattern: '^user-[0-9]+$', x-auth-field: user.id}
              iat: {type: integer, x-auth-field: token.issuedAt}
              exp: {type: integer, x-auth-field: token.expiresAt}
              jti: {type: string, x-auth-field: token.id}
paths:
  /tokens:
    post:
      x-auth-operation: {issue: token}
      security: [{person: []}]
      responses: {'201': {description: Made, content: {application/json: {schema: {type: object, properties: {token: {$ref: '#/components/schemas/Token'}}}}}}}
  /rakes: {get: {security: [{token: []}], responses: {'200': {description: Rakes}}}}
x-auth-fixtures:
  tenants: [north]
  users: {ada: {tenant: north, roles: []}}
`;

test('a token that was issued here is taken though its claims do not fit the document', async () => {
  const shed = bench(modelOf(document));
  const { body } = await shed.send('POST', '/tokens', { auth: shed.person('ada') });
  expect((await shed.send('GET', '/rakes', { auth: `Bearer ${body.token}` })).status).toBe(200);
});
