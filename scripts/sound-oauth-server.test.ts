import { expect, test } from 'vitest';
import { loadText } from '../spec/load.ts';
import { experiments } from '../suites/experiments/index.ts';
import { authzDeniedHasNoSideEffect } from '../suites/rules/authorisation/authz-denied-has-no-side-effect.ts';
import { rules } from '../suites/rules/index.ts';
import { runEmbedded } from './embedded-run.ts';

// RFC 6749 §5.2 wants a 401 only of a client that tried; each client gets and ends tokens of its own, with its own scopes.
const model = loadText(
  `
openapi: 3.1.0
info: {title: Twist, version: '1'}
components:
  securitySchemes:
    client: {type: http, scheme: basic, x-auth-credential: {rights: owner, value: '{user.id}:{user.password}'}}
    token: {type: http, scheme: bearer, x-auth-credential: {rights: own, lifetime: PT10M}}
  schemas:
    Scopes: {type: string, pattern: '^(read|write)( (read|write))*$', x-auth-field: token.rights}
  responses:
    Bad: {description: No, x-auth-refusal: [no-credential, malformed, invalid-request, no-right, foreign-record]}
    Unauthorized: {description: No, headers: {WWW-Authenticate: {schema: {const: Basic realm="x"}}}}
    Token: {description: No, headers: {WWW-Authenticate: {schema: {const: Bearer realm="x"}}}}
paths:
  /token:
    post:
      x-auth-operation: {issue: token, within: caller}
      security: [{client: []}]
      requestBody: {required: true, content: {application/json: {schema: {type: object, properties: {scope: {$ref: '#/components/schemas/Scopes'}}}}}}
      responses:
        '200': {description: Made, content: {application/json: {schema: {type: object, properties: {access_token: {type: string, x-auth-field: token.secret}, scope: {$ref: '#/components/schemas/Scopes'}}}}}}
        '400': {$ref: '#/components/responses/Bad'}
        '401': {$ref: '#/components/responses/Unauthorized'}
  /revoke:
    post:
      x-auth-operation: {revoke: token}
      x-auth-relation: owner
      security: [{client: []}]
      requestBody: {required: true, content: {application/json: {schema: {type: object, required: [token], properties: {token: {type: string, x-auth-field: token.secret}}}}}}
      responses:
        '200': {description: Ended, x-auth-refusal: [unknown-record]}
        '400': {$ref: '#/components/responses/Bad'}
        '401': {$ref: '#/components/responses/Unauthorized'}
  /introspect:
    post:
      x-auth-operation: {read: token}
      x-auth-relation: tenant
      security: [{client: []}]
      requestBody: {required: true, content: {application/json: {schema: {type: object, required: [token], properties: {token: {type: string, x-auth-field: token.secret}}}}}}
      responses:
        '200': {description: State, x-auth-refusal: [unknown-record], content: {application/json: {schema: {type: object, required: [active], properties: {active: {type: boolean, x-auth-field: token.active}}}, examples: {unknown-record: {value: {active: false}}}}}}
        '400': {$ref: '#/components/responses/Bad'}
        '401': {$ref: '#/components/responses/Unauthorized'}
  /me:
    get:
      x-auth-operation: {read: user}
      security: [{token: []}]
      responses:
        '200': {description: I, content: {application/json: {schema: {type: object, required: [id], properties: {id: {type: string, x-auth-field: user.id}}}}}}
        '401': {$ref: '#/components/responses/Token'}
  /rakes: {get: {security: [{token: [read]}], responses: {'200': {description: Rakes}, '401': {$ref: '#/components/responses/Token'}, '403': {description: No}}}}
x-auth-fixtures:
  users: {ada: {roles: [read]}, bob: {roles: [read, write]}, cy: {roles: [write]}}
`,
  'twist.yaml',
);

test.each([
  ['management-closed-to-api-credentials', 4],
  ['management-open-to-role', 1],
  ['one-user-per-token', 4],
  // The only read that takes the client's own credential is a POST (RFC 7662), and it says 400 where there is none.
  ['http-conditional-and-range-need-auth', 6],
  ['basic-strict-base64', 4],
  // Nobody chooses when a token ends, and yet one that has ended is asked after.
  ['introspection-true', 5],
])('%s holds', async (rule, atLeast) => {
  const chosen = rules.filter(({ id }) => id === rule);
  const run = await runEmbedded({
    model,
    rules: chosen,
    experiments: experiments.filter(({ id }) => chosen.some((one) => one.experiments.includes(id))),
    strict: true,
  });
  const outcomes = run.rules.flatMap(({ verdicts }) => verdicts.map(({ outcome }) => outcome));
  expect(outcomes.length).toBeGreaterThanOrEqual(atLeast);
  expect(new Set(outcomes)).toEqual(new Set(['pass']));
});

test('where all that names decide is reads, no refused call could have changed anything', () => {
  expect(authzDeniedHasNoSideEffect.applies(model)).toBe('no operation of the matrix changes anything');
});
