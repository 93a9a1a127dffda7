import type {
  Exchange,
  Fact,
  HeaderPair,
  History,
  HistoryEvent,
  IssuedFact,
  Note,
} from '../../spec/history.ts';
import { loadText } from '../../spec/load.ts';
import type { AuthModel } from '../../spec/model.ts';
import type { Finding, Rule } from '../rule.ts';
import { View } from './view.ts';

/** What a test says of an exchange; the rest is filled in. */
export interface ExchangeSketch extends Partial<Omit<Exchange, 'kind' | 'seq' | 'request' | 'response'>> {
  readonly method?: string;
  /** Path and query. */
  readonly path?: string;
  readonly sent?: readonly HeaderPair[];
  readonly sentBody?: string;
  /** 0: no response. */
  readonly status?: number;
  readonly headers?: readonly HeaderPair[];
  readonly body?: string;
  readonly dateMs?: number;
}

/** An exchange with the library's API: `GET /books` answered with 200, unless the sketch says otherwise. */
export function exchange(seq: number, sketch: ExchangeSketch = {}): Exchange {
  const {
    method = 'GET',
    path = '/books',
    sent = [],
    sentBody,
    status = 200,
    headers = [],
    body = '',
    dateMs,
    ...rest
  } = sketch;
  return {
    kind: 'exchange',
    seq,
    experiment: 'experiment',
    role: 'probe',
    step: 'probe',
    case: `case ${seq}`,
    operation: 'GET /books',
    presented: [],
    detail: {},
    startedMs: seq * 10,
    endedMs: seq * 10 + 4,
    transport: 'client',
    ...rest,
    request: {
      method,
      url: `http://library.example${path}`,
      headers: sent,
      ...(sentBody === undefined ? {} : { body: sentBody }),
    },
    ...(status === 0
      ? {}
      : { response: { status, headers, body, ...(dateMs === undefined ? {} : { dateMs }) } }),
  };
}

/** The fact that a credential came to be. */
export function issued(
  seq: number,
  change: Partial<IssuedFact> & { readonly experiment?: string; readonly by?: number } = {},
): Fact {
  const { experiment = 'experiment', by, ...rest } = change;
  return {
    kind: 'fact',
    seq,
    experiment,
    ...(by === undefined ? {} : { by }),
    fact: 'issued',
    credential: 'token#1',
    type: 'token',
    how: 'issue',
    secret: { length: 40, alphabet: 'abcdefghijklmnopqrstuvwxyz0123456789', fitsSchema: true, prefix: '' },
    ...rest,
  };
}

/** Any other fact. `fact(3, {fact: 'ended', credential: 'token#1', cause: 'revoke'})` */
export function fact(seq: number, body: FactSketch): Fact {
  return { kind: 'fact', seq, experiment: 'experiment', ...body };
}
type FactSketch = Fact extends infer T
  ? T extends unknown
    ? Omit<T, 'kind' | 'seq' | 'experiment'> & { readonly experiment?: string }
    : never
  : never;

export function note(seq: number, change: Partial<Note> = {}): Note {
  return { kind: 'note', seq, experiment: 'experiment', note: 'lacking', about: '', message: '', ...change };
}

export function history(...events: HistoryEvent[]): History {
  return {
    version: 1,
    spec: { name: 'library', title: 'Library' },
    startedAt: '2026-01-05T09:00:00.000Z',
    target: { baseUrl: 'http://library.example', control: true },
    events,
  };
}

/** Findings of a rule on a few events, as `case: verdict`. */
export function verdicts(rule: Rule, model: AuthModel, ...events: HistoryEvent[]): readonly string[] {
  return findingsOf(rule, model, ...events).map((finding) => `${finding.case}: ${finding.verdict}`);
}

export function findingsOf(rule: Rule, model: AuthModel, ...events: HistoryEvent[]): readonly Finding[] {
  return rule.judge(new View(model, history(...events)));
}

/** A library: bearer tokens with roles, keys in X-API-Key, people by Basic at the desk. It cites nothing, so all is stated. */
export const tinyDocument = `
openapi: 3.1.0
info: {title: Library, version: '1'}
servers: [{url: http://library.example}]
components:
  securitySchemes:
    token: {type: http, scheme: bearer, x-auth-credential: {rights: own, lifetime: PT1H}}
    key: {type: apiKey, in: header, name: X-API-Key, x-auth-credential: {}}
    person: {type: http, scheme: basic, x-auth-credential: {rights: owner}}
  schemas:
    Book: {type: object, required: [id, title], properties: {id: {type: string, readOnly: true}, title: {type: string}}}
    Token:
      type: object
      required: [id, name, roles]
      properties:
        id: {type: string, readOnly: true, x-auth-field: token.id}
        name: {type: string, x-auth-field: token.name}
        roles: {type: array, items: {enum: [Reader, Librarian]}, x-auth-field: token.rights}
        expires_at: {type: string, format: date-time, readOnly: true, x-auth-field: token.expiresAt}
    NewToken:
      allOf:
        - {$ref: '#/components/schemas/Token'}
        - {type: object, required: [token], properties: {token: {type: string, readOnly: true, minLength: 40, x-auth-field: token.secret}}}
    Problem: {type: object, required: [message], properties: {message: {type: string}}}
  responses:
    Unauthorized:
      description: No credential
      headers: {WWW-Authenticate: {schema: {const: Bearer realm="library"}}}
      content: {application/json: {schema: {$ref: '#/components/schemas/Problem'}, example: {message: Unauthorized}}}
    Forbidden: {description: Forbidden, content: {application/json: {schema: {$ref: '#/components/schemas/Problem'}, example: {message: Forbidden}}}}
    NotFound: {description: Not found}
paths:
  /books:
    get:
      security: [{token: [Reader]}, {token: [Librarian]}, {key: []}]
      responses:
        '200': {description: Books, content: {application/json: {schema: {type: array, items: {$ref: '#/components/schemas/Book'}}}}}
        '401': {$ref: '#/components/responses/Unauthorized'}
        '403': {$ref: '#/components/responses/Forbidden'}
    post:
      security: [{token: [Librarian]}]
      requestBody: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/Book'}, example: {title: Dune}}}}
      responses:
        '201': {description: Added, content: {application/json: {schema: {$ref: '#/components/schemas/Book'}}}}
        '401': {$ref: '#/components/responses/Unauthorized'}
        '403': {$ref: '#/components/responses/Forbidden'}
  /books/{id}:
    parameters: [{name: id, in: path, required: true, schema: {type: string}}]
    delete:
      security: [{token: [Librarian]}]
      responses:
        '204': {description: Gone}
        '401': {$ref: '#/components/responses/Unauthorized'}
        '403': {$ref: '#/components/responses/Forbidden'}
        '404': {$ref: '#/components/responses/NotFound'}
  /desk/tokens:
    servers: [{url: http://desk.library.example, x-auth-console: true}]
    get:
      x-auth-operation: {list: token}
      security: [{person: [Librarian]}]
      responses:
        '200': {description: Tokens, content: {application/json: {schema: {type: array, items: {$ref: '#/components/schemas/Token'}}}}}
        '401': {$ref: '#/components/responses/Unauthorized'}
        '403': {$ref: '#/components/responses/Forbidden'}
    post:
      x-auth-operation: {issue: token}
      security: [{person: [Librarian]}]
      requestBody: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/Token'}, example: {name: CI, roles: [Reader]}}}}
      responses:
        '201': {description: Displayed once, content: {application/json: {schema: {$ref: '#/components/schemas/NewToken'}}}}
        '401': {$ref: '#/components/responses/Unauthorized'}
        '403': {$ref: '#/components/responses/Forbidden'}
  /desk/tokens/{id}:
    servers: [{url: http://desk.library.example, x-auth-console: true}]
    parameters: [{name: id, in: path, required: true, schema: {type: string}, x-auth-field: token.id}]
    delete:
      x-auth-operation: {revoke: token}
      security: [{person: [Librarian]}]
      responses:
        '204': {description: Revoked}
        '401': {$ref: '#/components/responses/Unauthorized'}
        '403': {$ref: '#/components/responses/Forbidden'}
        '404': {$ref: '#/components/responses/NotFound'}
x-auth-fixtures:
  tenants: [north, south]
  users:
    lena: {tenant: north, roles: [Librarian]}
    ravi: {tenant: north, roles: [Reader]}
    sara: {tenant: south, roles: [Librarian]}
`;

/** The model of the library, or of another small document. */
export function tinyModel(text: string = tinyDocument): AuthModel {
  return loadText(text, 'library.yaml');
}
