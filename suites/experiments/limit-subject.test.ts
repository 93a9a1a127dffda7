import { expect, test } from 'vitest';
import { loadText } from '../../spec/load.ts';
import { countedOperations } from './limit-subject.ts';

const model = loadText(
  `
openapi: 3.1.0
info: {title: Gate, version: '1'}
servers: [{url: http://gate.example}]
components:
  securitySchemes:
    session: {type: http, scheme: bearer, x-auth-credential: {rights: owner}}
paths:
  /sign-in:
    post:
      x-auth-operation: {login: session}
      x-auth-tiers: {tries: {limit: 3, window: PT10S, per: address}}
      security: []
      requestBody: {content: {application/json: {schema: {type: object, properties: {mail: {type: string, x-auth-field: user.email}, password: {type: string, x-auth-field: user.password}}}}}}
      responses: {'200': {description: In, content: {application/json: {schema: {type: object, properties: {token: {type: string, x-auth-field: session.secret}}}}}}, '401': &no {description: 'No'}}
  /renew:
    post:
      x-auth-operation: {refresh: session}
      x-auth-tiers: {renewals: {limit: 3, window: PT10S, per: address}}
      security: [{session: []}]
      responses: {'200': {description: Renewed, content: {application/json: {schema: {type: object, properties: {token: {type: string, x-auth-field: session.secret}}}}}}, '401': *no}
`,
  'gate.yaml',
);

test('a sign-in can be repeated to reach its limit; what uses something up cannot', () => {
  const counted = model.tiers.map((tier) => [
    tier.name,
    countedOperations({ model }, tier).map(({ key }) => key),
  ]);
  expect(counted).toEqual([
    ['tries', ['POST /sign-in']],
    ['renewals', []],
  ]);
});
