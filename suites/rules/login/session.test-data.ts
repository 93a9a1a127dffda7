import { tinyModel } from '../../judging/history.test-data.ts';

/** A library with a login, rotating refresh, JWTs, assertions of one provider, and a limit on guesses. It cites nothing. */
const sessionDocument = `
openapi: 3.1.0
info: {title: Library, version: '1'}
servers: [{url: http://library.example}]
components:
  securitySchemes:
    jwt: {type: http, scheme: bearer, x-auth-credential: {rights: owner, lifetime: PT1H}}
  schemas:
    AccessToken:
      type: string
      x-auth-field: jwt.secret
      contentMediaType: application/jwt
      contentSchema:
        type: array
        prefixItems:
          - {type: object, required: [alg], properties: {alg: {const: HS256}}}
          - type: object
            required: [sub, iat, exp]
            properties:
              sub: {type: string, x-auth-field: user.id}
              role: {type: string, x-auth-field: user.roles}
              kind: {const: access}
              iat: {type: integer, x-auth-field: jwt.issuedAt}
              exp: {type: integer, x-auth-field: jwt.expiresAt}
    Renewal:
      type: string
      x-auth-credential: {lifetime: P7D, uses: 1, endedBy: [reuse, logout]}
      contentMediaType: application/jwt
      contentSchema:
        type: array
        prefixItems:
          - {type: object, properties: {alg: {const: HS256}}}
          - {type: object, required: [sub, exp], properties: {sub: {type: string, x-auth-field: user.id}, kind: {const: refresh}, exp: {type: integer, x-auth-field: Renewal.expiresAt}}}
    Assertion:
      type: string
      x-auth-credential: {issuedBy: third-party}
      contentMediaType: application/jwt
      contentSchema:
        type: array
        prefixItems:
          - {type: object, properties: {alg: {const: RS256}}}
          - {type: object, required: [iss, email, exp], properties: {iss: {enum: ['https://idp.example'], x-auth-field: user.login}, email: {type: string, x-auth-field: user.email}, exp: {type: integer}}}
    Session:
      type: object
      required: [success, token, renewal, expires_in]
      properties:
        success: {type: boolean, const: true}
        token: {$ref: '#/components/schemas/AccessToken'}
        renewal: {$ref: '#/components/schemas/Renewal'}
        expires_in: {type: integer, x-auth-field: jwt.expiresIn}
        id: {type: string, x-auth-field: user.id}
        email: {type: string, x-auth-field: user.email}
        role: {type: string, x-auth-field: user.roles}
  responses:
    Refused: {description: Refused, content: {application/json: {schema: {type: object, properties: {success: {const: false}}}, example: {success: false}}}}
paths:
  /login:
    post:
      x-auth-operation: {login: jwt}
      x-auth-tiers: {guesses: {limit: 2, window: PT5M, per: user, counts: failures}}
      security: []
      requestBody:
        required: true
        content:
          application/json:
            schema:
              oneOf:
                - {type: object, required: [email, password], properties: {email: {type: string, x-auth-field: user.email}, password: {type: string, x-auth-field: user.password}}}
                - {type: object, required: [assertion], properties: {assertion: {$ref: '#/components/schemas/Assertion'}}}
      responses:
        '200': {description: In, content: {application/json: {schema: {$ref: '#/components/schemas/Session'}}}}
        '401': {$ref: '#/components/responses/Refused'}
        '429': {description: Slow down}
  /renew:
    post:
      x-auth-operation: {refresh: jwt}
      security: []
      requestBody: {required: true, content: {application/json: {schema: {type: object, required: [renewal], properties: {renewal: {$ref: '#/components/schemas/Renewal'}}}}}}
      responses:
        '200': {description: Again, content: {application/json: {schema: {$ref: '#/components/schemas/Session'}}}}
        '401': {$ref: '#/components/responses/Refused'}
  /logout:
    post: {x-auth-operation: {logout: jwt}, security: [{jwt: []}], responses: {'204': {description: Out}, '401': {$ref: '#/components/responses/Refused'}}}
  /books:
    get:
      security: [{jwt: []}]
      responses: {'200': {description: Books}, '401': {$ref: '#/components/responses/Refused'}}
x-auth-fixtures:
  tenants: [north]
  users:
    lena: {tenant: north, roles: [Librarian], email: lena@library.example}
    ravi: {tenant: north, roles: [Reader], email: ravi@library.example}
    sara: {tenant: north, roles: [Reader], login: ['https://idp.example']}
`;

export const sessionModel = tinyModel(sessionDocument);
