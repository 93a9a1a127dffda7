import { describe, expect, test } from 'vitest';
import { loadText } from '../../../spec/load.ts';
import { addressed } from '../../experiments/foreign-credentials.ts';
import { canSet, sets } from '../../experiments/switch-off.ts';
import { exchange, issued, verdicts } from '../../judging/history.test-data.ts';
import { secretDisplayedWhereDocumented } from '../secrets/secret-displayed-where-documented.ts';
import { secretNeverEchoed } from '../secrets/secret-never-echoed.ts';
import { credentialUpdateKeepsRest } from './credential-update-keeps-rest.ts';

/** A club that names its keys in bodies, and signs in with a cookie whose id stands in the body. */
const model = loadText(
  `
openapi: 3.1.0
info: {title: Club, version: '1'}
servers: [{url: http://library.example}]
tags: [{name: own, x-auth-relation: owner}]
components:
  securitySchemes:
    session: {type: apiKey, in: cookie, name: club.sid, x-auth-credential: {rights: owner}}
    key: {type: apiKey, in: header, name: X-Key, x-auth-credential: {rights: owner}}
  schemas:
    Key:
      type: object
      required: [id, name, on]
      properties:
        id: {type: string, readOnly: true, x-auth-field: key.id}
        name: {type: string, x-auth-field: key.name}
        on: {type: boolean, readOnly: true, x-auth-field: key.enabled}
    Named: &named {type: string, x-auth-field: key.id}
paths:
  /sign-in:
    post:
      x-auth-operation: {login: session}
      security: []
      requestBody: {content: {application/json: {schema: {type: object, properties: {mail: {type: string, x-auth-field: user.email}, password: {type: string, x-auth-field: user.password}}}}}}
      responses:
        '200':
          description: In
          headers: {Set-Cookie: {schema: {type: string}, x-auth-field: session.secret}}
          content: {application/json: {schema: {type: object, required: [id], properties: {id: {type: string, x-auth-field: session.id}}}}}
        '401': &no {description: 'No'}
  /keys:
    get:
      tags: [own]
      x-auth-operation: {list: key}
      security: [{session: []}]
      responses: {'200': {description: Keys, content: {application/json: {schema: {type: array, items: {$ref: '#/components/schemas/Key'}}}}}, '401': *no}
    post:
      tags: [own]
      x-auth-operation: {issue: key}
      security: [{session: []}]
      requestBody: {content: {application/json: {schema: {type: object, properties: {name: {type: string, x-auth-field: key.name}}}}}}
      responses: {'201': {description: Once, content: {application/json: {schema: {type: object, required: [key], properties: {id: *named, key: {type: string, x-auth-field: key.secret}}}}}}, '401': *no}
  /keys/switch:
    post:
      tags: [own]
      x-auth-operation: {update: key}
      security: [{session: []}]
      requestBody: {content: {application/json: {schema: {type: object, properties: {which: *named, on: {type: boolean, x-auth-field: key.enabled}}}}}}
      responses: {'200': {description: Done}, '401': *no, '404': *no}
  /keys/end:
    post:
      tags: [own]
      x-auth-operation: {revoke: key}
      security: [{session: []}]
      requestBody: {content: {application/json: {schema: {type: object, properties: {which: *named}}}}}
      responses: {'200': {description: Ended}, '401': *no, '404': *no}
  /me:
    get:
      x-auth-operation: {read: user}
      security: [{session: []}, {key: []}]
      responses: {'200': {description: Me, content: {application/json: {schema: {type: object}}}}, '401': *no}
`,
  'club.yaml',
);
const operation = (key: string) => model.operations.find((one) => one.key === key)!;

test('a request can switch a credential off as well as the call itself', () => {
  expect(sets(operation('POST /keys/switch'), false)).toBe(false);
  expect(canSet(operation('POST /keys/switch'), false)).toBe(true);
  expect(canSet(operation('POST /keys/switch'), true)).toBe(true);
  expect(canSet(operation('POST /keys/end'), false)).toBe(false);
});

test('credentials are addressed by ids in bodies too', () =>
  expect(addressed(model).map(({ key }) => key)).toEqual(['POST /keys/switch', 'POST /keys/end']));

describe('a change that names its key in the body', () => {
  const experiment = 'credential-management';
  const list = (seq: number, step: string, name: string) =>
    exchange(seq, {
      experiment,
      step,
      case: 'POST /keys/switch',
      operation: 'GET /keys',
      path: '/keys',
      body: JSON.stringify([{ id: 'k1', name, on: true }]),
    });
  const judged = (after: string) =>
    verdicts(
      credentialUpdateKeepsRest,
      model,
      issued(1, { experiment, credential: 'key#1', type: 'key', id: 'k1' }),
      list(2, 'list-unchanged', 'CI'),
      exchange(3, {
        experiment,
        step: 'manage-allowed',
        case: 'POST /keys/switch',
        operation: 'POST /keys/switch',
        method: 'POST',
        path: '/keys/switch',
        sentBody: '{"which":"k1","on":false}',
      }),
      list(4, 'list-changed', after),
    );

  test('keeps the rest', () => expect(judged('CI')).toEqual(['POST /keys/switch: holds']));
  test('loses it', () => expect(judged('')).toEqual(['POST /keys/switch: violated']));
});

describe('a secret in a cookie beside an id in the body', () => {
  const signIn = (cookie: string) =>
    verdicts(
      secretDisplayedWhereDocumented,
      model,
      exchange(1, {
        operation: 'POST /sign-in',
        method: 'POST',
        path: '/sign-in',
        headers: [['set-cookie', cookie]],
        body: '{"id":"s1"}',
      }),
    );

  test('is displayed', () =>
    expect(signIn('club.sid=⟦session#1⟧; Path=/')).toEqual(['session in POST /sign-in: holds']));
  test('is missing', () => expect(signIn('theme=dark')).toEqual(['session in POST /sign-in: violated']));
});

describe('a cookie that is set anew', () => {
  const asked = (headers: readonly (readonly [string, string])[], body = '{}') =>
    verdicts(
      secretNeverEchoed,
      model,
      exchange(1, {
        operation: 'GET /me',
        path: '/me',
        presented: [{ scheme: 'session', credential: 'session#1', form: 'documented' }],
        headers,
        body,
      }),
    );

  test('is no echo', () =>
    expect(asked([['Set-Cookie', 'club.sid=⟦session#1 percent⟧; Path=/']])).toEqual(['all answers: holds']));
  test('is one under another name, in another field, and in the body', () => {
    expect(asked([['Set-Cookie', 'log=⟦session#1⟧']])).toEqual(['all answers: violated']);
    expect(asked([['X-Debug', 'club.sid=⟦session#1⟧']])).toEqual(['all answers: violated']);
    expect(asked([], '{"sid":"⟦session#1⟧"}')).toEqual(['all answers: violated']);
  });
});
