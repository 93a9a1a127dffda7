/** A citing document with most words of the vocabulary, small enough to be read at a glance. */
export const small = `openapi: 3.1.0
info: {title: Small, version: '1'}
servers: [{url: https://api.small.example}]
x-auth-source: {undeclared: SM-09}
tags:
  - {name: notes, x-auth-relation: {reader: owner, chief: tenant}, x-auth-source: {reader: SM-05}}
components:
  securitySchemes:
    token:
      type: http
      scheme: bearer
      x-auth-credential: {rights: own, lifetime: PT1H, idle: {after: PT5M, within: PT6M}, ends: {within: PT5S}, count: {max: 3, per: user}}
      x-auth-source: {lifetime: SM-01, ends: SM-02 assumed, '*': SM-03}
      x-auth-tiers: {burst: {limit: 10, window: PT1M, per: credential, methods: [GET, POST]}}
    person: {type: http, scheme: basic, x-auth-credential: {rights: owner}}
  schemas:
    Right: {enum: [reader, chief]}
    Token:
      type: object
      required: [id, rights]
      properties:
        id: {type: string, readOnly: true, x-auth-field: token.id}
        rights: {type: array, items: {$ref: '#/components/schemas/Right'}, x-auth-field: token.rights}
    NewToken:
      allOf:
        - $ref: '#/components/schemas/Token'
        - {type: object, required: [value], properties: {value: {type: string, minLength: 40, x-auth-field: token.secret, x-auth-source: SM-04}}}
    Note:
      type: object
      required: [id]
      properties: {id: {type: string}, by: {type: string, x-auth-field: record.owner}}
    Renewal:
      type: string
      x-auth-credential: {lifetime: P7D, uses: 1}
      contentMediaType: application/jwt
      contentSchema:
        prefixItems:
          - {type: object, properties: {alg: {const: HS256}}}
          - {type: object, required: [exp], properties: {exp: {type: integer, x-auth-field: Renewal.expiresAt}}}
  responses:
    Unauthorized:
      description: No.
      headers:
        WWW-Authenticate:
          schema: {type: string}
          examples: {no-credential: {value: Bearer}, bad-credential: {value: 'Bearer error="invalid_token"'}}
      content:
        application/json:
          schema: {type: object}
          example: {code: unauthorized}
          examples: {expired: {value: {code: expired}}}
paths:
  /tokens:
    servers: [{url: https://app.small.example, x-auth-console: true}]
    post:
      x-auth-operation: {issue: token}
      x-auth-source: SM-06
      security: [{person: [chief]}]
      requestBody: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/Token'}, example: {rights: [reader]}}}}
      responses:
        '201': {description: Once, content: {application/json: {schema: {$ref: '#/components/schemas/NewToken'}}}}
        '401': {$ref: '#/components/responses/Unauthorized'}
        '403': {description: No}
        '409': {description: Full, x-auth-refusal: [maximum]}
  /sessions:
    post:
      x-auth-operation: {login: Renewal}
      security: []
      requestBody:
        content:
          application/json:
            schema:
              oneOf:
                - {type: object, required: [mail], properties: {mail: {type: string, x-auth-field: user.email}}}
                - {type: object, required: [old], properties: {old: {$ref: '#/components/schemas/Renewal'}}}
      responses:
        '200':
          description: In
          content: {application/json: {schema: {type: object, properties: {all: {type: array, items: {type: object, properties: {renewal: {$ref: '#/components/schemas/Renewal'}}}}}}}}
        '401': {description: No, x-auth-refusal: [wrong-login]}
  /notes:
    get:
      tags: [notes]
      x-auth-source: {security: SM-07}
      security: [{token: [reader]}, {token: [chief]}]
      responses:
        '200': {description: Found, content: {application/json: {schema: {type: array, items: {$ref: '#/components/schemas/Note'}}}}}
        '401': {$ref: '#/components/responses/Unauthorized'}
        '429': {description: Slow}
  /notes/{id}:
    parameters: [{name: id, in: path, required: true, schema: {type: string}}]
    delete:
      tags: [notes]
      security: [{token: [chief]}]
      responses:
        '204': {description: Gone}
        '401': {$ref: '#/components/responses/Unauthorized'}
        '404': {description: Hidden, x-auth-refusal: [foreign-record]}
  /notes/{note_id}/lines:
    parameters: [{name: note_id, in: path, required: true, schema: {type: string}}]
    get:
      security: [{token: [reader]}]
      responses: {'200': {description: Lines}, '401': {$ref: '#/components/responses/Unauthorized'}, '429': {description: Slow}}
x-auth-fixtures:
  tenants: [east, west]
  users:
    rita: {tenant: east, roles: [reader]}
    both: {roles: {west: [reader, chief], east: [chief]}, login: []}
  credentials: [{token: first, owner: both, rights: [chief]}]
x-auth-departures:
  bearer-scheme-required: {from: RFC 6750 §2.1, because: Old clients., x-auth-source: SM-08}
`;

/** Plain OpenAPI 3.1, as any vendor might publish it. */
export const bare = `openapi: 3.1.0
info: {title: Bare, version: '1'}
security: [{key: []}]
components:
  securitySchemes:
    key: {type: apiKey, in: header, name: X-Key}
    oauth:
      type: oauth2
      flows: {clientCredentials: {tokenUrl: /t, scopes: {'pets:read': Read, 'pets:write': Write}}}
paths:
  /pets:
    get:
      responses:
        '200': {description: All, content: {application/json: {schema: {type: array, items: {type: object}}}}}
        4XX: {description: No, content: {application/json: {schema: {type: object}, example: {error: refused}}}}
    post:
      security: [{oauth: ['pets:write']}]
      requestBody: {content: {application/json: {schema: {type: object}, example: {name: Rex}}}}
      responses: {'201': {description: Made}, '400': {description: Bad}, default: {description: Other}}
  /pets/{petId}:
    get: {responses: {'200': {description: One}}}
    put: {responses: {'200': {description: Changed}}}
    delete: {responses: {'204': {description: Gone}}}
  /profile:
    get:
      responses:
        '200': {description: Me, content: {application/json: {schema: {type: object, properties: {name: {type: string}}}}}}
`;
