import type { HistoryEvent } from '../../../spec/history.ts';
import type { AuthModel } from '../../../spec/model.ts';
import { type ExchangeSketch, exchange, findingsOf, tinyModel } from '../../judging/history.test-data.ts';
import type { Rule } from '../../rule.ts';

/** A club of two houses: notes that belong to members, leads who approve them, a ledger for bosses, keys with scopes. */
export const clubDocument = `
openapi: 3.1.0
info: {title: Club, version: '1'}
servers: [{url: http://club.example}]
components:
  securitySchemes:
    token: {type: http, scheme: bearer, x-auth-credential: {rights: owner}}
    key: {type: apiKey, in: header, name: X-Key, x-auth-credential: {rights: own}}
    person: {type: http, scheme: basic, x-auth-credential: {rights: owner}}
  schemas:
    Role: {enum: [member, lead, boss]}
    Note:
      type: object
      required: [id]
      properties:
        id: {type: string, readOnly: true}
        owner: {type: string, readOnly: true, x-auth-field: record.owner}
        state: {enum: [open, done], default: open, readOnly: true}
        text: {type: string}
    Line: {type: object, required: [id], properties: {id: {type: string, readOnly: true}, text: {type: string}}}
    Person:
      type: object
      required: [email, password, role]
      properties:
        id: {type: string, readOnly: true, x-auth-field: user.id}
        email: {type: string, format: email, x-auth-field: user.email}
        password: {type: string, x-auth-field: user.password}
        role: {$ref: '#/components/schemas/Role', x-auth-field: user.roles}
        login: {type: array, items: {enum: [password]}, x-auth-field: user.login}
    Me:
      type: object
      properties:
        id: {type: string, x-auth-field: user.id}
        email: {type: string, x-auth-field: user.email}
        house: {type: string, x-auth-field: user.tenant}
        login: {type: array, items: {type: string}, x-auth-field: user.login}
        roles: {type: array, items: {type: string}, x-auth-field: user.roles}
    Key:
      type: object
      required: [id, scopes]
      properties:
        id: {type: string, readOnly: true, x-auth-field: key.id}
        scopes: {type: array, minItems: 1, items: {enum: ['read:*', 'read:notes', 'write:notes', 'read:ledger']}, x-auth-field: key.rights}
    NewKey:
      allOf:
        - {$ref: '#/components/schemas/Key'}
        - {type: object, properties: {key: {type: string, readOnly: true, minLength: 20, x-auth-field: key.secret}}}
paths:
  /login:
    post:
      x-auth-operation: {login: token}
      security: []
      requestBody: {required: true, content: {application/json: {schema: {type: object, properties: {email: {type: string, x-auth-field: user.email}, password: {type: string, x-auth-field: user.password}}}}}}
      responses: {'200': {description: Token, content: {application/json: {schema: {type: object, properties: {token: {type: string, minLength: 20, x-auth-field: token.secret}}}}}}}
  /me:
    get:
      x-auth-operation: {read: user}
      security: [{token: []}]
      responses: {'200': {description: Me, content: {application/json: {schema: {$ref: '#/components/schemas/Me'}}}}}
  /people/{id}/house/{house}:
    parameters: [{name: id, in: path, required: true, schema: {type: string}, x-auth-field: user.id}, {name: house, in: path, required: true, schema: {type: string}, x-auth-field: user.tenant}]
    put:
      x-auth-operation: {update: user}
      x-auth-relation: owner
      security: [{token: []}]
      responses: {'200': {description: Moved}, '404': {description: No}}
  /people:
    get:
      x-auth-operation: {list: user}
      security: [{person: [boss]}]
      responses: {'200': {description: People, content: {application/json: {schema: {type: array, items: {$ref: '#/components/schemas/Me'}}}}}}
    post:
      x-auth-operation: {create: user}
      security: [{person: [boss]}]
      requestBody: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/Person'}}}}
      responses: {'201': {description: Made, content: {application/json: {schema: {$ref: '#/components/schemas/Me'}}}}, '403': {description: No}, '422': {description: Bad}}
  /members/{house}/{id}:
    parameters: [{name: house, in: path, required: true, schema: {type: string}, x-auth-field: tenant.id}, {name: id, in: path, required: true, schema: {type: string}, x-auth-field: user.id}]
    delete: {x-auth-operation: {delete: membership}, security: [{person: [boss]}], responses: {'204': {description: Gone}}}
  /notes:
    get:
      x-auth-relation: {member: owner, lead: [owner, owner.manager], boss: tenant, 'read:*': tenant, 'read:notes': tenant}
      security: [{token: [member]}, {token: [lead]}, {token: [boss]}, {key: ['read:notes']}, {key: ['read:*']}]
      responses: {'200': {description: Notes, content: {application/json: {schema: {type: array, items: {$ref: '#/components/schemas/Note'}}}}}, '403': {description: No}}
    post:
      x-auth-relation: owner
      security: [{token: [member]}, {token: [lead]}, {key: ['write:notes']}]
      requestBody: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/Note'}, example: {text: hello}}}}
      responses: {'201': {description: Made, content: {application/json: {schema: {$ref: '#/components/schemas/Note'}}}}, '403': {description: No}}
  /notes/{id}:
    parameters: [{name: id, in: path, required: true, schema: {type: string}}]
    get:
      x-auth-relation: {member: owner, lead: [owner, owner.manager], boss: tenant}
      security: [{token: [member]}, {token: [lead]}, {token: [boss]}]
      responses: {'200': {description: Note, content: {application/json: {schema: {$ref: '#/components/schemas/Note'}}}}, '403': {description: No}, '404': {description: No}}
    put:
      x-auth-relation: owner
      security: [{token: [member]}, {token: [lead]}]
      requestBody: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/Note'}, example: {text: hello}}}}
      responses: {'200': {description: Note, content: {application/json: {schema: {$ref: '#/components/schemas/Note'}}}}, '403': {description: No}, '404': {description: No}}
  /notes/{id}/approve:
    parameters: [{name: id, in: path, required: true, schema: {type: string}}]
    post:
      x-auth-operation: {update: /notes, set: {state: done}}
      x-auth-relation: {lead: owner.manager}
      security: [{token: [lead]}]
      responses: {'200': {description: Note, content: {application/json: {schema: {$ref: '#/components/schemas/Note'}}}}, '403': {description: No}, '404': {description: No}}
  /ledger:
    get:
      security: [{token: [boss]}, {key: ['read:ledger']}, {key: ['read:*']}]
      responses: {'200': {description: Ledger, content: {application/json: {schema: {type: array, items: {$ref: '#/components/schemas/Line'}}}}}, '403': {description: No}}
  /ledger/{ledger}/lines:
    parameters: [{name: ledger, in: path, required: true, schema: {type: string}}]
    get:
      security: [{token: [boss]}, {key: ['read:ledger']}, {key: ['read:*']}]
      responses: {'200': {description: Lines, content: {application/json: {schema: {type: array, items: {$ref: '#/components/schemas/Line'}}}}}, '403': {description: No}, '404': {description: No}}
  /keys:
    get: {x-auth-operation: {list: key}, security: [{person: [boss]}], responses: {'200': {description: Keys, content: {application/json: {schema: {type: array, items: {$ref: '#/components/schemas/Key'}}}}}}}
    post:
      x-auth-operation: {issue: key}
      security: [{person: [boss]}]
      requestBody: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/Key'}, example: {scopes: ['read:notes']}}}}
      responses: {'201': {description: Key, content: {application/json: {schema: {$ref: '#/components/schemas/NewKey'}}}}}
x-auth-fixtures:
  tenants: [north, south]
  users:
    ann: {tenant: north, roles: [member], manager: lee}
    bob: {tenant: north, roles: [member]}
    lee: {tenant: north, roles: [lead]}
    eve: {tenant: north, roles: [boss]}
    ida: {tenant: north, roles: {north: [boss], south: [member]}}
    joe: {tenant: north, roles: {north: [member], south: [member]}}
    sol: {tenant: south, roles: [boss]}
    bot: {tenant: north, roles: [member], login: []}
  records:
    /notes: [{id: n-ann, owner: ann}, {id: n-bob, owner: bob}, {id: n-lee, owner: lee}, {id: n-sol, owner: sol}]
`;

export function clubModel(): AuthModel {
  return tinyModel(clubDocument);
}

/** A cell of the sweep: who, by what names, at which operation. */
export function cell(
  seq: number,
  step: string,
  label: string,
  operation: string,
  status: number,
  more: ExchangeSketch & { readonly names?: readonly string[]; readonly scheme?: string } = {},
): HistoryEvent {
  const { names = [label], scheme = 'token', detail, ...rest } = more;
  const isKey = scheme === 'key';
  return exchange(seq, {
    experiment: 'matrix-sweep',
    step,
    case: `${label} × ${operation}`,
    operation,
    status,
    method: operation.split(' ')[0] ?? 'GET',
    detail: {
      scheme,
      kind: scheme,
      label,
      own: JSON.stringify(isKey ? names : []),
      owner: JSON.stringify(isKey ? [] : names),
      ...detail,
    },
    ...rest,
  });
}

/** The verdicts of a rule on some events, each once, sorted. */
export function verdictsOf(rule: Rule, model: AuthModel, events: readonly HistoryEvent[]): readonly string[] {
  return [...new Set(findingsOf(rule, model, ...events).map(({ verdict }) => verdict))].toSorted();
}

export interface RuleCase {
  readonly rule: Rule;
  readonly holds: readonly HistoryEvent[];
  readonly violated: readonly HistoryEvent[];
}
