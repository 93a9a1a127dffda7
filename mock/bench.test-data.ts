import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import supertest from 'supertest';
import { loadFile, loadText } from '../spec/load.ts';
import type { AuthModel } from '../spec/model.ts';
import { createMock, type MockApp, type MockOptions } from './index.ts';

/** What the tests of the mock share: documents, and short ways to send a request. */

const loaded = new Map<string, AuthModel>();

/** A shipped document by its path below `spec/`, loaded once. */
export function documentAt(path: string): AuthModel {
  const known = loaded.get(path);
  if (known) return known;
  const model = loadFile(fileURLToPath(new URL(`../spec/${path}.yaml`, import.meta.url)));
  loaded.set(path, model);
  return model;
}

/** Paths of all shipped vendor documents. */
export const shipped: readonly string[] = readdirSync(new URL('../spec/vendors/', import.meta.url))
  .filter((name) => name.endsWith('.yaml'))
  .map((name) => `vendors/${name.slice(0, -'.yaml'.length)}`);

export function modelOf(yaml: string): AuthModel {
  return loadText(yaml, 'small.yaml');
}

interface Sending {
  readonly auth?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly form?: Readonly<Record<string, string>>;
}

export interface Answered {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly cookies: readonly string[];
  // biome-ignore lint/suspicious/noExplicitAny: tests look into bodies of many forms
  readonly body: any;
  readonly text: string;
}

export interface Bench {
  readonly app: MockApp;
  readonly model: AuthModel;
  send(method: string, path: string, sending?: Sending): Promise<Answered>;
  console(method: string, path: string, sending?: Sending): Promise<Answered>;
  control(method: string, path: string, body?: unknown): Promise<Answered>;
  /** Basic sign-in of a fixture user. */
  person(name: string): string;
}

export function bench(model: AuthModel, options: MockOptions = {}): Bench {
  const app = createMock(model, options);
  const to = async (
    target: Parameters<typeof supertest>[0],
    method: string,
    path: string,
    sending: Sending = {},
  ): Promise<Answered> => {
    const request = supertest(target)[method.toLowerCase() as 'get'](path).redirects(0);
    if (sending.auth !== undefined) request.set('Authorization', sending.auth);
    if (sending.headers) request.set(sending.headers);
    if (sending.form) request.type('form').send({ ...sending.form });
    else if (sending.body !== undefined) request.send(sending.body as object);
    const response = await request;
    const cookies: unknown = response.headers['set-cookie'];
    return {
      status: response.status,
      headers: response.headers,
      cookies: Array.isArray(cookies) ? cookies : [],
      body: response.body,
      text: response.text ?? '',
    };
  };
  return {
    app,
    model,
    send: (method, path, sending) => to(app, method, path, sending),
    console: (method, path, sending) => to(app, method, `/~console${path}`, sending),
    control: (method, path, body) =>
      to(app.mock.control, method, path, { auth: `Bearer ${app.mock.controlToken}`, body }),
    person: (name) => {
      const user = model.fixtures.users.get(name);
      return basic(`${user?.email}:${user?.password}`);
    },
  };
}

export function basic(text: string): string {
  return `Basic ${Buffer.from(text).toString('base64')}`;
}

/** A document small enough to read, with roles, records, a tier and a body schema: for the order of decisions. */
export const smallDocument = `
openapi: 3.1.0
info: {title: Small, version: '1'}
servers: [{url: https://small.example}]
components:
  securitySchemes:
    key: {type: apiKey, in: header, name: X-Key, x-auth-credential: {rights: own, count: {min: 1, max: 2}}, x-auth-tiers: {few: {limit: 3, window: PT1M, per: credential}}}
    person: {type: http, scheme: basic, x-auth-credential: {rights: owner}}
  schemas:
    Note:
      type: object
      required: [id, text, size]
      properties:
        id: {type: string, readOnly: true, x-auth-field: record.id}
        text: {type: string}
        author: {type: string, readOnly: true, x-auth-field: record.owner}
        size: {type: integer, readOnly: true}
paths:
  /notes:
    get:
      security: [{key: [read]}, {key: [write]}]
      responses:
        '200': {description: Notes, content: {application/json: {schema: {type: array, items: {$ref: '#/components/schemas/Note'}}}}}
        '401': &no {description: No}
        '403': {description: Forbidden}
        '429': &many
          description: Too many
          headers:
            X-Limit: {schema: {type: integer}, x-auth-field: tier.limit}
            X-Left: {schema: {type: integer}, x-auth-field: tier.remaining}
            Retry-After: {schema: {type: integer}, x-auth-field: tier.resetIn}
    post:
      security: [{key: [write]}]
      requestBody:
        required: true
        content: {application/json: {schema: {type: object, required: [text], properties: {text: {type: string, minLength: 1}}}}}
      responses:
        '201': {description: Made, content: {application/json: {schema: {$ref: '#/components/schemas/Note'}}}}
        '401': *no
        '403': {description: Forbidden}
        '422': {description: Bad}
        '429': *many
  /notes/{id}:
    parameters: [{name: id, in: path, required: true, schema: {type: string}}]
    patch:
      security: [{key: [write]}]
      requestBody:
        required: true
        content: {application/json: {schema: {type: object, properties: {text: {type: string, minLength: 1}}}}}
      responses:
        '200': {description: Changed, content: {application/json: {schema: {$ref: '#/components/schemas/Note'}}}}
        '401': *no
        '403': {description: Forbidden}
        '404': {description: None}
        '422': {description: Bad}
        '429': *many
  /keys:
    servers: &console [{url: https://console.small.example, x-auth-console: true}]
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
      responses:
        '201':
          description: Made
          content:
            application/json:
              schema:
                type: object
                properties: {id: {type: string, x-auth-field: key.id}, key: {type: string, minLength: 30, x-auth-field: key.secret}}
        '401': *no
        '403': {description: Forbidden}
        '409': {description: Full, x-auth-refusal: [maximum]}
        '422': {description: Bad}
  /keys/{id}:
    servers: *console
    parameters: [{name: id, in: path, required: true, schema: {type: string}, x-auth-field: key.id}]
    delete:
      x-auth-operation: {revoke: key}
      security: [{person: [admin]}]
      responses:
        '204': {description: Gone}
        '401': *no
        '403': {description: Forbidden}
        '404': {description: None}
        '409': {description: Last, x-auth-refusal: [minimum]}
x-auth-fixtures:
  tenants: [red, blue]
  users:
    ada: {tenant: red, roles: [admin]}
    bob: {tenant: red, roles: []}
    eve: {tenant: blue, roles: [admin]}
  records:
    /notes: [{id: n-1, tenant: red}, {id: n-2, tenant: blue}]
`;
