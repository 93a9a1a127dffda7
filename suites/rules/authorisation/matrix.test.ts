import { describe, expect, test } from 'vitest';
import { exchange, findingsOf, tinyModel } from '../../judging/history.test-data.ts';
import { authz401Vs403 } from './authz-401-vs-403.ts';
import { authzBeforeObjectLookup } from './authz-before-object-lookup.ts';
import { authzDeniedHasNoSideEffect } from './authz-denied-has-no-side-effect.ts';
import { authzHeadAsGet } from './authz-head-as-get.ts';
import { authzMatrixAllow } from './authz-matrix-allow.ts';
import { authzMatrixDeny } from './authz-matrix-deny.ts';
import { authzNestedLikeParent } from './authz-nested-like-parent.ts';
import { authzRowCardinality } from './authz-row-cardinality.ts';
import { authzRowSequence } from './authz-row-sequence.ts';
import { bearerInsufficientScope403 } from './bearer-insufficient-scope-403.ts';
import { cell, clubModel, type RuleCase, verdictsOf } from './club.test-data.ts';
import { http403ForInsufficient } from './http-403-for-insufficient.ts';
import { httpAuthzBeforeValidation } from './http-authz-before-validation.ts';
import { scopeWildcard } from './scope-wildcard.ts';
import { userCreationNeedsRight } from './user-creation-needs-right.ts';

const model = clubModel();
const control = cell(1, 'allowed', 'boss', 'GET /ledger', 200);
const denied = (status: number, more = {}) =>
  cell(2, 'denied', 'member', 'GET /ledger', status, { control: 1, ...more });
const written = cell(1, 'allowed', 'member', 'POST /notes', 201, { detail: { marker: 'mark-1-z' } });
const unwritten = cell(2, 'denied', 'boss', 'POST /notes', 403, {
  control: 1,
  detail: { marker: 'mark-2-z' },
});
const state = (body: string) =>
  exchange(9, {
    experiment: 'matrix-sweep',
    step: 'state-after',
    case: 'POST /notes',
    operation: 'GET /notes',
    body,
    detail: { oracle: 'marker', label: 'member' },
  });
const makes = cell(1, 'allowed', 'boss', 'POST /people', 201, { scheme: 'person' });

const cases: readonly RuleCase[] = [
  { rule: authzMatrixAllow, holds: [control], violated: [cell(1, 'allowed', 'boss', 'GET /ledger', 403)] },
  { rule: authzMatrixDeny, holds: [control, denied(403)], violated: [control, denied(200)] },
  { rule: http403ForInsufficient, holds: [control, denied(403)], violated: [control, denied(404)] },
  { rule: authz401Vs403, holds: [control, denied(403)], violated: [control, denied(401)] },
  {
    rule: httpAuthzBeforeValidation,
    holds: [
      written,
      unwritten,
      cell(3, 'denied-bad-body', 'boss', 'POST /notes', 403, { control: 1, sentBody: '[]' }),
    ],
    violated: [
      written,
      unwritten,
      cell(3, 'denied-bad-body', 'boss', 'POST /notes', 422, { control: 1, sentBody: '[]' }),
    ],
  },
  {
    rule: authzBeforeObjectLookup,
    holds: [
      cell(1, 'allowed', 'member', 'PUT /notes/{id}', 200),
      cell(2, 'denied', 'boss', 'PUT /notes/{id}', 403, { control: 1 }),
      cell(3, 'denied-unknown-object', 'boss', 'PUT /notes/{id}', 403, { control: 1 }),
    ],
    violated: [
      cell(1, 'allowed', 'member', 'PUT /notes/{id}', 200),
      cell(2, 'denied', 'boss', 'PUT /notes/{id}', 403, { control: 1 }),
      cell(3, 'denied-unknown-object', 'boss', 'PUT /notes/{id}', 404, { control: 1 }),
    ],
  },
  {
    rule: authzHeadAsGet,
    holds: [control, cell(2, 'denied-head', 'member', 'GET /ledger', 403, { control: 1, method: 'HEAD' })],
    violated: [control, cell(2, 'denied-head', 'member', 'GET /ledger', 200, { control: 1, method: 'HEAD' })],
  },
  {
    rule: authzDeniedHasNoSideEffect,
    holds: [written, unwritten, state('[{"text":"mark-1-z"}]')],
    violated: [written, unwritten, state('[{"text":"mark-1-z"},{"text":"mark-2-z"}]')],
  },
  {
    rule: authzNestedLikeParent,
    holds: [control, denied(403), cell(3, 'denied', 'member', 'GET /ledger/{ledger}/lines', 403)],
    violated: [control, denied(403), cell(3, 'denied', 'member', 'GET /ledger/{ledger}/lines', 200)],
  },
  {
    rule: scopeWildcard,
    holds: [
      cell(1, 'allowed', 'read:*', 'GET /ledger', 200, { scheme: 'key' }),
      cell(2, 'denied', 'read:*', 'POST /notes', 403, { scheme: 'key' }),
    ],
    violated: [cell(2, 'denied', 'read:*', 'POST /notes', 201, { scheme: 'key' })],
  },
  {
    rule: bearerInsufficientScope403,
    holds: [control, denied(403, { headers: [['WWW-Authenticate', 'Bearer error="insufficient_scope"']] })],
    violated: [control, denied(403, { headers: [['WWW-Authenticate', 'Bearer error="invalid_token"']] })],
  },
  {
    rule: userCreationNeedsRight,
    holds: [makes, cell(2, 'denied', 'lead', 'POST /people', 403, { scheme: 'person', control: 1 })],
    violated: [makes, cell(2, 'denied', 'lead', 'POST /people', 201, { scheme: 'person', control: 1 })],
  },
];

describe.each(cases.map((one) => [one.rule.id, one] as const))('%s', (_, { rule, holds, violated }) => {
  test('holds', () => expect(verdictsOf(rule, model, holds)).toEqual(['holds']));
  test('is violated', () => expect(verdictsOf(rule, model, violated)).toContain('violated'));
});

test('a denial without a control that succeeded is never a pass', () => {
  expect(
    verdictsOf(authzMatrixDeny, model, [cell(1, 'allowed', 'boss', 'GET /ledger', 500), denied(403)]),
  ).toEqual(['untestable']);
});

test('a credential that was never accepted says nothing of rights', () => {
  const presented = [{ scheme: 'token', credential: 'token#9', form: 'documented' }];
  expect(
    verdictsOf(authzMatrixAllow, model, [cell(1, 'allowed', 'boss', 'GET /ledger', 401, { presented })]),
  ).toEqual(['untestable']);
});

test('a read-back that does not show the permitted write either proves nothing', () => {
  expect(verdictsOf(authzDeniedHasNoSideEffect, model, [written, unwritten, state('[]')])).toEqual([
    'untestable',
  ]);
});

describe('a row that was printed without its blanks', () => {
  const printed = tinyModel(`
openapi: 3.1.0
info: {title: Table, version: '1'}
components:
  securitySchemes: {key: {type: apiKey, in: header, name: X-Key, x-auth-credential: {rights: own}}}
  schemas: {Key: {type: object, properties: {id: {type: string, x-auth-field: key.id}, names: {type: array, items: {enum: [A, B, C]}, x-auth-field: key.rights}, key: {type: string, readOnly: true, x-auth-field: key.secret}}}}
paths:
  /books:
    x-auth-source: {row: T-1, cells: T-2 assumed}
    get: {security: [{key: [A]}, {key: [B]}], responses: {'200': {description: Books}}}
    post: {security: [{key: [A]}], responses: {'201': {description: Book}}}
  /keys:
    post: {x-auth-operation: {issue: key}, security: [], requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Key'}}}}, responses: {'201': {description: Key, content: {application/json: {schema: {$ref: '#/components/schemas/Key'}}}}}}
`);
  const row = (get: readonly number[], post: readonly number[]) =>
    ['A', 'B', 'C'].flatMap((name, index) => [
      cell(index * 2 + 1, 'allowed', name, 'GET /books', get[index] ?? 0, { scheme: 'key' }),
      cell(index * 2 + 2, 'allowed', name, 'POST /books', post[index] ?? 0, { scheme: 'key' }),
    ]);

  test('has as many grants as printed', () => {
    expect(verdictsOf(authzRowCardinality, printed, row([403, 200, 200], [403, 201, 403]))).toEqual([
      'holds',
    ]);
    expect(
      findingsOf(authzRowCardinality, printed, ...row([200, 200, 200], [201, 403, 403])).find(
        ({ verdict }) => verdict === 'violated',
      ),
    ).toMatchObject({ case: 'GET /books', expected: '2 roles', observed: '3 roles' });
  });

  test('has them in the printed order', () => {
    expect(verdictsOf(authzRowSequence, printed, row([200, 403, 200], [201, 403, 403]))).toEqual(['holds']);
    expect(verdictsOf(authzRowSequence, printed, row([200, 200, 403], [403, 201, 403]))).toEqual([
      'violated',
    ]);
  });

  test('says nothing where a cell got no answer', () => {
    expect(verdictsOf(authzRowSequence, printed, row([200, 403], [201, 403]))).toEqual(['untestable']);
  });
});
