/**
 * A small document with all that a store must keep: keys that are issued, rotated, counted and revoked, a signed token
 * with a single-use proof beside it, people, records, limits of every kind, a fixture key.
 */
export const storeDocument = `
openapi: 3.1.0
info: {title: Kept, version: '1'}
servers: [{url: https://kept.example}]
components:
  securitySchemes:
    key:
      type: apiKey
      in: header
      name: X-Key
      x-auth-credential: {rights: own, count: {min: 1, max: 6}, idle: P7D}
      x-auth-tiers:
        few: {limit: 5, window: PT1M, per: credential}
    token:
      type: http
      scheme: bearer
      bearerFormat: JWT
      x-auth-credential: {rights: owner, lifetime: PT1H, endedBy: [password-change, user-removal]}
    person: {type: http, scheme: basic, x-auth-credential: {rights: owner}}
  responses:
    No: {description: No}
    Forbidden: {description: Forbidden}
    None: {description: None}
    Bad: {description: Bad}
    Many:
      description: Too many
      headers:
        X-Limit: &limit {schema: {type: integer}, x-auth-field: tier.limit}
        X-Left: &left {schema: {type: integer}, x-auth-field: tier.remaining}
        Retry-After: {schema: {type: integer}, x-auth-field: tier.resetIn}
  schemas:
    Token:
      type: string
      x-auth-field: token.secret
      contentMediaType: application/jwt
      contentSchema:
        type: array
        prefixItems:
          - {type: object, required: [alg], properties: {alg: {const: ES256}}}
          - type: object
            required: [sub, iat, exp, jti]
            properties:
              sub: {type: string, x-auth-field: user.id}
              iat: {type: integer, x-auth-field: token.issuedAt}
              exp: {type: integer, x-auth-field: token.expiresAt}
              jti: {type: string, x-auth-field: token.id}
    Proof:
      type: string
      minLength: 32
      x-auth-credential: {lifetime: P1D, uses: 1, endedBy: [reuse, password-change, user-removal]}
    Pair:
      type: object
      required: [token, proof]
      properties:
        token: {$ref: '#/components/schemas/Token'}
        proof: {$ref: '#/components/schemas/Proof'}
    NewKey:
      type: object
      required: [id, key]
      properties:
        id: {type: string, x-auth-field: key.id}
        key: {type: string, minLength: 30, x-auth-field: key.secret}
    Key:
      type: object
      required: [id, lastUsedAt]
      properties:
        id: {type: string, x-auth-field: key.id}
        lastUsedAt: {type: [string, 'null'], format: date-time, x-auth-field: key.lastUsedAt}
    Note:
      type: object
      required: [id, text]
      properties:
        id: {type: string, readOnly: true, x-auth-field: record.id}
        text: {type: string, minLength: 1}
paths:
  /notes:
    get:
      security: [{key: [read]}, {key: [write]}]
      responses:
        '200':
          description: Notes
          headers: {X-Limit: *limit, X-Left: *left}
          content: {application/json: {schema: {type: array, items: {$ref: '#/components/schemas/Note'}}}}
        '401': {$ref: '#/components/responses/No'}
        '403': {$ref: '#/components/responses/Forbidden'}
        '429': {$ref: '#/components/responses/Many'}
    post:
      security: [{key: [write]}]
      requestBody:
        required: true
        content: {application/json: {schema: {$ref: '#/components/schemas/Note'}, example: {text: Milk}}}
      responses:
        '201': {description: Made, content: {application/json: {schema: {$ref: '#/components/schemas/Note'}}}}
        '401': {$ref: '#/components/responses/No'}
        '403': {$ref: '#/components/responses/Forbidden'}
        '422': {$ref: '#/components/responses/Bad'}
        '429': {$ref: '#/components/responses/Many'}
  /login:
    post:
      x-auth-operation: {login: token}
      x-auth-tiers: {guesses: {limit: 20, window: PT15M, per: user, counts: failures, algorithm: sliding-window}}
      security: []
      requestBody:
        required: true
        content:
          application/json:
            schema:
              type: object
              required: [email, password]
              properties:
                email: {type: string, x-auth-field: user.email}
                password: {type: string, x-auth-field: user.password}
      responses:
        '200': {description: In, content: {application/json: {schema: {$ref: '#/components/schemas/Pair'}}}}
        '401': {$ref: '#/components/responses/No'}
        '422': {$ref: '#/components/responses/Bad'}
        '429': {$ref: '#/components/responses/Many'}
  /refresh:
    post:
      x-auth-operation: {refresh: token}
      security: []
      requestBody:
        required: true
        content:
          application/json:
            schema: {type: object, required: [proof], properties: {proof: {$ref: '#/components/schemas/Proof'}}}
      responses:
        '200': {description: Again, content: {application/json: {schema: {$ref: '#/components/schemas/Pair'}}}}
        '401': {$ref: '#/components/responses/No'}
        '422': {$ref: '#/components/responses/Bad'}
  /me:
    get:
      x-auth-operation: {read: user}
      security: [{token: []}]
      responses:
        '200': {description: Me, content: {application/json: {schema: &me {type: object, required: [id], properties: {id: {type: string, x-auth-field: user.id}}}}}}
        '401': {$ref: '#/components/responses/No'}
  /people:
    post:
      x-auth-operation: {create: user}
      security: [{token: [admin]}]
      requestBody:
        required: true
        content:
          application/json:
            schema:
              type: object
              required: [email, password]
              properties:
                email: {type: string, x-auth-field: user.email}
                password: {type: string, minLength: 8, x-auth-field: user.password}
            example: {email: new@kept.example, password: a-long-password-1}
      responses:
        '201': {description: Made, content: {application/json: {schema: *me}}}
        '401': {$ref: '#/components/responses/No'}
        '403': {$ref: '#/components/responses/Forbidden'}
        '409': {description: There is one, x-auth-refusal: [duplicate]}
        '422': {$ref: '#/components/responses/Bad'}
  /people/{id}:
    parameters: [{name: id, in: path, required: true, schema: {type: string}, x-auth-field: user.id}]
    patch:
      x-auth-operation: {update: user}
      security: [{token: [admin]}]
      requestBody:
        required: true
        content:
          application/json:
            schema:
              type: object
              required: [password]
              properties: {password: {type: string, minLength: 8, x-auth-field: user.password}}
            example: {password: another-long-1}
      responses:
        '200': {description: Changed, content: {application/json: {schema: *me}}}
        '401': {$ref: '#/components/responses/No'}
        '403': {$ref: '#/components/responses/Forbidden'}
        '404': {$ref: '#/components/responses/None'}
        '422': {$ref: '#/components/responses/Bad'}
    delete:
      x-auth-operation: {delete: user}
      security: [{token: [admin]}]
      responses:
        '204': {description: Gone}
        '401': {$ref: '#/components/responses/No'}
        '403': {$ref: '#/components/responses/Forbidden'}
        '404': {$ref: '#/components/responses/None'}
  /keys:
    servers: &console [{url: https://console.kept.example, x-auth-console: true}]
    get:
      x-auth-operation: {list: key}
      security: [{person: [admin]}]
      responses:
        '200': {description: Keys, content: {application/json: {schema: {type: array, items: {$ref: '#/components/schemas/Key'}}}}}
        '401': {$ref: '#/components/responses/No'}
        '403': {$ref: '#/components/responses/Forbidden'}
    post:
      x-auth-operation: {issue: key}
      security: [{person: [admin]}]
      requestBody:
        required: true
        content:
          application/json:
            schema:
              type: object
              required: [rights]
              properties: {rights: {type: array, items: {enum: [read, write]}, x-auth-field: key.rights}}
            example: {rights: [read]}
      responses:
        '201': {description: Made, content: {application/json: {schema: {$ref: '#/components/schemas/NewKey'}}}}
        '401': {$ref: '#/components/responses/No'}
        '403': {$ref: '#/components/responses/Forbidden'}
        '409': {description: Full, x-auth-refusal: [maximum]}
        '422': {$ref: '#/components/responses/Bad'}
  /keys/{id}:
    servers: *console
    parameters: [{name: id, in: path, required: true, schema: {type: string}, x-auth-field: key.id}]
    delete:
      x-auth-operation: {revoke: key}
      security: [{person: [admin]}]
      responses:
        '204': {description: Gone}
        '401': {$ref: '#/components/responses/No'}
        '403': {$ref: '#/components/responses/Forbidden'}
        '404': {$ref: '#/components/responses/None'}
        '409': {description: Last, x-auth-refusal: [minimum]}
  /keys/{id}/rotate:
    servers: *console
    parameters: [{name: id, in: path, required: true, schema: {type: string}, x-auth-field: key.id}]
    post:
      x-auth-operation: {rotate: key}
      security: [{person: [admin]}]
      responses:
        '200': {description: Rotated, content: {application/json: {schema: {$ref: '#/components/schemas/NewKey'}}}}
        '401': {$ref: '#/components/responses/No'}
        '403': {$ref: '#/components/responses/Forbidden'}
        '404': {$ref: '#/components/responses/None'}
x-auth-fixtures:
  tenants: [red, blue]
  users:
    ada: {tenant: red, roles: [admin]}
    bob: {tenant: red, roles: []}
    eve: {tenant: blue, roles: [admin]}
  credentials:
    - {key: first, tenant: red, rights: [read]}
    - {key: other, tenant: blue, rights: [read]}
  records:
    /notes: [{id: n-1, tenant: red, text: Bread}, {id: n-2, tenant: blue, text: Salt}]
`;
