import { describe, expect, test } from 'vitest';
import { loadText } from '../../../spec/load.ts';
import { exchange, findingsOf } from '../../judging/history.test-data.ts';
import { credentialOfOthersClosed } from './credential-of-others-closed.ts';
import { credentialRightsAlike } from './credential-rights-alike.ts';
import { issueCeiling } from './issue-ceiling.ts';
import { managementNeedsAuthAndRole } from './management-needs-auth-and-role.ts';
import { desk, tools, workshop } from './workshop.test-data.ts';

/** A document whose makers of keys give no more than they hold, beside passes that hold nothing. */
const shed = loadText(
  `
openapi: 3.1.0
info: {title: Shed, version: '1'}
components:
  securitySchemes:
    key: {type: apiKey, in: header, name: X-Key, x-auth-credential: {rights: own}}
    pass: {type: http, scheme: bearer, x-auth-credential: {}}
    person: {type: http, scheme: basic, x-auth-credential: {rights: owner}}
  schemas:
    Key:
      type: object
      properties:
        rights: {type: array, items: {enum: [read, write]}, x-auth-field: key.rights}
        key: {type: string, readOnly: true, x-auth-field: key.secret}
    Pass: {type: object, properties: {pass: {type: string, readOnly: true, x-auth-field: pass.secret}}}
paths:
  /keys:
    post:
      x-auth-operation: {issue: key, within: caller}
      x-auth-source: {security: SH-01, within: SH-02, clerk: SH-03 open}
      security: [{person: [maker]}]
      requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Key'}}}}
      responses: {'201': {description: Made, content: {application/json: {schema: {$ref: '#/components/schemas/Key'}}}}}
  /passes:
    post:
      x-auth-operation: {issue: pass}
      security: [{person: []}]
      responses: {'201': {description: Made, content: {application/json: {schema: {$ref: '#/components/schemas/Pass'}}}}}
  /rakes: {get: {security: [{key: [read]}], responses: {'200': {description: Rakes}, '403': {description: No}}}}
  /saws: {get: {security: [{key: [write]}], responses: {'200': {description: Saws}, '403': {description: No}}}}
  /hours: {get: {security: [{pass: []}], responses: {'200': {description: Hours}}}}
x-auth-fixtures:
  tenants: [north]
  users: {ada: {tenant: north, roles: [maker, read]}}
`,
  'shed.yaml',
);

const verdicts = (found: readonly { readonly verdict: string }[]) => found.map(({ verdict }) => verdict);

describe('issue-ceiling', () => {
  const call = (seq: number, step: string, operation: string, status: number, control?: number, body = '') =>
    exchange(seq, {
      experiment: 'issue-ceiling',
      detail: { beyond: 'write' },
      body,
      step,
      case: 'write by ada, alone',
      operation,
      status,
      ...(control === undefined ? {} : { control }),
    });
  const given = call(1, 'give-held', 'POST /keys', 201);
  const able = call(2, 'use-able', 'GET /saws', 200);
  const judged = (...events: ReturnType<typeof call>[]) =>
    verdicts(findingsOf(issueCeiling, shed, ...events));

  test('refused, or accepted without the name', () => {
    expect(issueCeiling.applies(shed)).toBe(true);
    expect(judged(given, call(3, 'give-beyond', 'POST /keys', 403, 1))).toEqual(['holds']);
    expect(
      judged(
        given,
        able,
        call(3, 'give-beyond', 'POST /keys', 201, 1),
        call(4, 'use-beyond', 'GET /saws', 403, 2),
      ),
    ).toEqual(['holds']);
  });

  test('accepted, where no call tells: what the answer shows decides', () => {
    const answered = (...rights: readonly string[]) =>
      judged(given, call(3, 'give-beyond', 'POST /keys', 201, 1, JSON.stringify({ rights })));
    expect(answered('read', 'write')).toEqual(['violated']);
    expect(answered('read')).toEqual(['untestable']);
  });

  test('given, or nothing to compare with', () => {
    expect(
      judged(
        given,
        able,
        call(3, 'give-beyond', 'POST /keys', 201, 1),
        call(4, 'use-beyond', 'GET /saws', 200, 2),
      ),
    ).toEqual(['violated']);
    expect(judged(given, call(3, 'give-beyond', 'POST /keys', 201, 1))).toEqual(['untestable']);
    expect(judged(call(3, 'give-beyond', 'POST /keys', 403))).toEqual(['untestable']);
  });

  test('none named: only what came of it tells', () => {
    const unnamed = (status: number) => call(3, 'give-unnamed', 'POST /keys', status, 1);
    const use = (status: number) => call(4, 'use-beyond', 'GET /saws', status, 2);
    expect(judged(given, able, unnamed(201), use(403))).toEqual(['holds']);
    expect(judged(given, able, unnamed(201), use(200))).toEqual(['violated']);
    expect(judged(given, able, unnamed(422))).toEqual([]);
  });

  test('does not apply where makers may give anything', () => {
    expect(issueCeiling.applies(workshop())).toBe(
      'no operation says that it gives no more than its caller holds',
    );
  });
});

describe('credential-rights-alike', () => {
  const pair = (first: number, second: number) => [
    exchange(1, { experiment: 'rights-alike', step: 'by-first', operation: 'GET /hours', status: first }),
    exchange(2, {
      experiment: 'rights-alike',
      step: 'by-second',
      operation: 'GET /hours',
      status: second,
      control: 1,
    }),
  ];

  test.each([
    [200, 200, 'holds'],
    [200, 403, 'violated'],
    [401, 200, 'violated'],
    [403, 403, 'noted'],
    [201, 409, 'noted'],
    [200, 503, 'untestable'],
    [200, 0, 'untestable'],
  ])('%i and %i: %s', (first, second, verdict) => {
    expect(credentialRightsAlike.applies(shed)).toBe(true);
    expect(verdicts(findingsOf(credentialRightsAlike, shed, ...pair(first, second)))).toEqual([verdict]);
  });
});

describe('credential-of-others-closed', () => {
  const label = 'DELETE /tokens/{id} on that of another tenant';
  const use = (seq: number, step: string, status: number) =>
    tools(seq, `foreign-credentials/${step}`, status, { case: label });
  const call = (seq: number, step: string, status: number, control?: number) =>
    desk(seq, `foreign-credentials/${step}`, 'DELETE /tokens/{id}', status, {
      case: label,
      ...(control === undefined ? {} : { control }),
    });
  const judged = (probe: number, after: number, own = 204) =>
    verdicts(
      findingsOf(
        credentialOfOthersClosed,
        workshop(),
        use(1, 'theirs-before', 200),
        call(2, 'own', own),
        call(3, 'theirs', probe, 2),
        use(4, 'theirs-after', after),
      ),
    );

  test.each([
    ['refused and unharmed', 404, 200, 204, 'holds'],
    ['accepted', 204, 401, 204, 'violated'],
    ['refused and done', 404, 401, 204, 'violated'],
    ['refused like the own', 404, 200, 404, 'untestable'],
  ])('%s', (_, probe, after, own, verdict) => {
    expect(credentialOfOthersClosed.applies(workshop())).toBe(true);
    expect(judged(probe, after, own)).toEqual([verdict]);
  });
});

test('of a role that the document leaves open it is only reported what was observed', () => {
  const probe = (seq: number, roles: string, status: number) =>
    exchange(seq, {
      experiment: 'credential-management',
      step: 'manage-as',
      case: `${roles} × POST /keys`,
      operation: 'POST /keys',
      status,
      control: 1,
      detail: { roles },
    });
  const control = exchange(1, { operation: 'POST /keys', status: 201 });
  const found = findingsOf(
    managementNeedsAuthAndRole,
    shed,
    control,
    probe(2, 'clerk', 201),
    probe(3, 'clerk', 403),
    probe(4, 'reader', 201),
    probe(5, 'reader', 403),
  );
  expect(verdicts(found)).toEqual(['noted', 'noted', 'violated', 'holds']);
  expect(found.map(({ observed }) => observed).slice(0, 2)).toEqual([
    'accepted with 201',
    'refused with 403',
  ]);
});
