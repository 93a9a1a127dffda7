import { expect, test } from 'vitest';
import type { Exchange, HistoryEvent } from '../../../spec/history.ts';
import { loadText } from '../../../spec/load.ts';
import type { AuthModel, CredentialKind } from '../../../spec/model.ts';
import { type ExchangeSketch, exchange, findingsOf, issued } from '../../judging/history.test-data.ts';
import type { Rule } from '../../rule.ts';

/** A workshop whose tokens have every feature at once. It cites nothing, so all is stated. */
const document = `
openapi: 3.1.0
info: {title: Workshop, version: '1'}
servers: [{url: http://workshop.example}]
components:
  securitySchemes:
    token:
      type: http
      scheme: bearer
      x-auth-credential:
        rights: own
        lifetime: optional
        starts: {within: PT10S}
        ends: {within: PT5S}
        count: {min: 1, max: 3, per: tenant}
        endedBy: [password-change, user-removal, membership-removal, logout]
    person: {type: http, scheme: basic, x-auth-credential: {rights: owner}}
  schemas:
    Token:
      type: object
      required: [id, name, roles, made, used, until]
      properties:
        id: {type: string, readOnly: true, x-auth-field: token.id}
        name: {type: string, minLength: 1, x-auth-field: token.name}
        roles: {type: array, minItems: 1, items: {enum: [Reader, Maker]}, x-auth-field: token.rights}
        made: {type: string, format: date-time, readOnly: true, x-auth-field: token.issuedAt}
        used: {type: [string, 'null'], format: date-time, readOnly: true, x-auth-field: token.lastUsedAt}
        until: {type: [string, 'null'], format: date-time, readOnly: true, x-auth-field: token.expiresAt}
    NewToken:
      allOf:
        - {$ref: '#/components/schemas/Token'}
        - type: object
          required: [token, header]
          properties:
            token: {type: string, readOnly: true, minLength: 40, x-auth-field: token.secret}
            header: {type: string, readOnly: true, x-auth-field: token.value}
  responses:
    Unauthorized: {description: No, headers: {WWW-Authenticate: {schema: {const: Bearer realm="workshop"}}}}
    Forbidden: {description: Forbidden}
    Conflict: {description: Too many or too few, x-auth-refusal: [maximum, minimum]}
paths:
  /tools:
    get:
      security: [{token: [Reader]}]
      responses: &list
        '200': {description: Tools, content: {application/json: {schema: {type: array, items: {type: object}}}}}
        '401': {$ref: '#/components/responses/Unauthorized'}
        '403': {$ref: '#/components/responses/Forbidden'}
  /benches: {get: {security: [{token: [Maker]}], responses: *list}}
  /login:
    post:
      x-auth-operation: {login: token}
      security: []
      requestBody:
        content: {application/json: {schema: {type: object, properties: {mail: {type: string, x-auth-field: user.email}, password: {type: string, x-auth-field: user.password}}}}}
      responses:
        '200': {description: In, content: {application/json: {schema: {type: object, properties: {token: {type: string, x-auth-field: token.secret}}}}}}
        '401': {$ref: '#/components/responses/Unauthorized'}
  /tokens:
    servers: &desk [{url: http://desk.workshop.example, x-auth-console: true}]
    get:
      x-auth-operation: {list: token}
      security: [{person: [Maker]}]
      responses:
        '200': {description: Tokens, content: {application/json: {schema: {type: array, items: {$ref: '#/components/schemas/Token'}}}}}
        '401': {$ref: '#/components/responses/Unauthorized'}
        '403': {$ref: '#/components/responses/Forbidden'}
    post:
      x-auth-operation: {issue: token}
      security: [{person: [Maker]}]
      requestBody: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/Token'}, example: {name: CI, roles: [Reader]}}}}
      responses:
        '201': {description: Shown once, content: {application/json: {schema: {$ref: '#/components/schemas/NewToken'}}}}
        '401': {$ref: '#/components/responses/Unauthorized'}
        '403': {$ref: '#/components/responses/Forbidden'}
        '409': {$ref: '#/components/responses/Conflict'}
        '422': {description: Invalid}
  /tokens/{id}:
    servers: *desk
    parameters: &id [{name: id, in: path, required: true, schema: {type: string}, x-auth-field: token.id}]
    delete:
      x-auth-operation: {revoke: token}
      security: [{person: [Maker]}]
      responses:
        '204': {description: Gone}
        '401': {$ref: '#/components/responses/Unauthorized'}
        '404': {description: Unknown}
        '409': {$ref: '#/components/responses/Conflict'}
  /tokens/{id}/until:
    servers: *desk
    parameters: *id
    put:
      x-auth-operation: {update: token}
      security: [{person: [Maker]}]
      requestBody: {required: true, content: {application/json: {schema: {type: object, properties: {until: {type: string, format: date-time, x-auth-field: token.expiresAt}}}}}}
      responses: {'200': {description: Set}}
  /tokens/{id}/off:
    servers: *desk
    parameters: *id
    post: {x-auth-operation: {update: token, set: {enabled: false}}, security: [{person: [Maker]}], responses: {'200': {description: Off}}}
  /tokens/{id}/on:
    servers: *desk
    parameters: *id
    post: {x-auth-operation: {update: token, set: {enabled: true}}, security: [{person: [Maker]}], responses: {'200': {description: 'On'}}}
x-auth-fixtures:
  tenants: [north, south]
`;

/** The workshop, with facts of its tokens changed. */
export function workshop(change: Partial<CredentialKind> = {}): AuthModel {
  const model = loadText(document, 'workshop.yaml');
  const token = model.credentials.get('token');
  if (token === undefined) throw new Error('the workshop has tokens');
  return { ...model, credentials: new Map([...model.credentials, ['token', { ...token, ...change }]]) };
}

/** A read of the tools with a token, in an experiment and step. */
export function tools(seq: number, at: string, status: number, sketch: ExchangeSketch = {}): Exchange {
  const [experiment = '', step = ''] = at.split('/');
  return exchange(seq, {
    experiment,
    step,
    case: 'token',
    operation: 'GET /tools',
    path: '/tools',
    status,
    presented: [{ scheme: 'token', credential: 'token#1', form: 'documented' }],
    ...sketch,
  });
}

/** A call of a management operation: `desk(3, 'key-maximum/fill', 'POST /tokens', 201)`. */
export function desk(
  seq: number,
  at: string,
  operation: string,
  status: number,
  sketch: ExchangeSketch = {},
): Exchange {
  const [experiment = '', step = ''] = at.split('/');
  const [method = 'GET', path = '/'] = operation.split(' ');
  return exchange(seq, { experiment, step, case: operation, operation, method, path, status, ...sketch });
}

/** The list of tokens as an answer's body. */
export function listOf(...entries: readonly Readonly<Record<string, unknown>>[]): string {
  return JSON.stringify(entries);
}

/** An entry of the list with all its members. */
export function entry(
  id: string,
  change: Readonly<Record<string, unknown>> = {},
): Readonly<Record<string, unknown>> {
  return {
    id,
    name: 'CI',
    roles: ['Reader'],
    made: '2026-01-05T09:00:00Z',
    used: null,
    until: null,
    ...change,
  };
}

/** A token that an experiment issued. */
export function token(
  seq: number,
  experiment: string,
  number: number,
  change: Parameters<typeof issued>[1] = {},
): HistoryEvent {
  return issued(seq, {
    experiment,
    credential: `token#${number}`,
    id: `t${number}`,
    name: 'CI',
    rights: ['Reader'],
    tenant: 'north',
    ...change,
  });
}

export interface RuleCase {
  readonly rule: Rule;
  readonly model?: AuthModel;
  readonly holds: readonly HistoryEvent[];
  readonly violated: readonly HistoryEvent[];
}

/** One test per rule: it applies, what is sound holds in every case, what is wrong is violated in some. */
export function judgesBothWays(cases: readonly RuleCase[]): void {
  test.each(cases.map((one) => [one.rule.id, one] as const))(
    '%s',
    (_, { rule, model = workshop(), holds, violated }) => {
      expect(rule.applies(model)).toBe(true);
      const sound = findingsOf(rule, model, ...holds);
      expect(sound.map(({ verdict }) => verdict)).toEqual(sound.map(() => 'holds'));
      expect(sound.length).toBeGreaterThan(0);
      expect(findingsOf(rule, model, ...violated).map(({ verdict }) => verdict)).toContain('violated');
    },
  );
}
