import { describe, expect, test } from 'vitest';
import { loadText } from '../../../spec/load.ts';
import { exchange, findingsOf } from '../../judging/history.test-data.ts';
import { authzBolaWrite } from '../authorisation/authz-bola-write.ts';
import { authzTenantIsolation } from './authz-tenant-isolation.ts';
import { peopleOfOthersClosed } from './people-of-others-closed.ts';

/** A farm whose notes only their owners remove, and whose people are administered per tenant. */
const farm = loadText(
  `
openapi: 3.1.0
info: {title: Farm, version: '1'}
components:
  securitySchemes:
    person: {type: http, scheme: basic, x-auth-credential: {rights: owner}}
paths:
  /notes:
    get:
      security: [{person: [hand]}]
      x-auth-relation: owner
      responses: {'200': {description: Notes, content: {application/json: {schema: {type: array, items: {type: object, properties: {id: {type: string, x-auth-field: record.id}}}}}}}}
    post: {security: [{person: [hand]}], responses: {'201': {description: Made}}}
  /notes/{id}:
    delete: {security: [{person: [hand]}], x-auth-relation: owner, responses: {'204': {description: Gone}, '404': {description: No}}}
  /people/{id}:
    parameters: [{name: id, in: path, required: true, schema: {type: string}, x-auth-field: user.id}]
    get: {x-auth-operation: {read: user}, security: [{person: [boss]}], responses: {'200': {description: One}}}
    patch: {x-auth-operation: {update: user}, security: [{person: [boss]}], responses: {'200': {description: One}, '404': {description: No}}}
x-auth-fixtures:
  tenants: [north, south]
  users:
    ann: {tenant: north, roles: [hand]}
    bob: {tenant: north, roles: [hand]}
    eve: {tenant: south, roles: [hand, boss]}
  records:
    /notes: [{id: n-1, tenant: north, owner: ann}, {id: n-2, tenant: south, owner: eve}]
`,
  'farm.yaml',
);

const verdicts = (found: readonly { readonly verdict: string }[]) => found.map(({ verdict }) => verdict);

describe.each([
  ['remove-foreign', authzTenantIsolation, 'n-2'],
  ['remove-beyond', authzBolaWrite, 'n-1'],
] as const)('%s', (step, rule, record) => {
  const removal = (seq: number, name: string, status: number, control?: number) =>
    exchange(seq, {
      experiment: 'record-removal',
      step: name,
      case: 'bob × DELETE /notes/{id}',
      operation: 'DELETE /notes/{id}',
      status,
      detail: { record, user: 'bob', owner: '["hand"]', own: '[]', kind: 'person', scheme: 'person' },
      ...(control === undefined ? {} : { control }),
    });
  const look = (seq: number, status: number, ids: readonly (string | number)[]) => ({
    experiment: 'record-removal',
    operation: 'GET /notes',
    status,
    body: JSON.stringify(ids.map((id) => ({ id }))),
    ...(seq === 0 ? { step: 'before' } : { step: 'there', control: 0, readBackOf: 2 }),
  });
  const list = (status: number, ...ids: readonly string[]) => exchange(3, look(3, status, ids));
  const seen = (status: number, ...ids: readonly string[]) => exchange(0, look(0, status, ids));
  const there = seen(200, 'n-0', record);
  const own = removal(1, 'remove-own', 204);
  const refusal = removal(2, step, 404, 1);

  test.each([
    ['refused, and it stays', [there, own, refusal, list(200, record)], 'holds'],
    ['refused, and it is gone from the list', [there, own, refusal, list(200, 'n-0')], 'violated'],
    ['refused, and it is gone', [there, own, refusal, list(404)], 'violated'],
    ['removed', [there, own, removal(2, step, 204, 1), list(200)], 'violated'],
    ['refused where nothing reads it', [own, refusal], 'holds'],
    [
      'the own could not be removed either',
      [removal(1, 'remove-own', 404), removal(2, step, 404, 1)],
      'untestable',
    ],
    ['nobody could look afterwards', [there, own, refusal, list(503)], 'untestable'],
    ['who looks may not', [seen(403), own, refusal, list(403)], 'untestable'],
    ['who looks may no more', [there, own, refusal, list(403)], 'untestable'],
    ['it stands on another page', [seen(200, 'n-0'), own, refusal, list(200, 'n-0')], 'untestable'],
  ])('%s', (_, events, verdict) => {
    expect(rule.applies(farm)).toBe(true);
    expect(verdicts(findingsOf(rule, farm, ...events))).toEqual([verdict]);
  });

  test('ids may be numbers in answers', () => {
    const numbered = { ...refusal, detail: { ...refusal.detail, record: '7' } };
    const answer = (seq: number, ...ids: readonly number[]) => exchange(seq, look(seq, 200, ids));
    const judged = (...left: readonly number[]) =>
      verdicts(findingsOf(rule, farm, answer(0, 6, 7), own, numbered, answer(3, ...left)));
    expect(judged(6, 7)).toEqual(['holds']);
    expect(judged(6, 77)).toEqual(['violated']);
  });
});

describe('people-of-others-closed', () => {
  const call = (seq: number, step: string, status: number, control?: number) =>
    exchange(seq, {
      experiment: 'foreign-people',
      step,
      case: 'PATCH /people/{id}',
      operation: 'PATCH /people/{id}',
      status,
      detail: { user: 'eve' },
      ...(control === undefined ? {} : { control }),
    });
  const seen = (seq: number, step: string, roles: readonly string[], status = 200) =>
    exchange(seq, {
      status,
      experiment: 'foreign-people',
      step,
      case: 'PATCH /people/{id}',
      operation: 'GET /people/{id}',
      body: JSON.stringify({ id: 'eve', roles }),
    });
  const before = seen(1, 'state-before', ['hand']);
  const own = call(2, 'own', 200);

  test.each([
    [
      'refused and unchanged',
      [before, own, call(3, 'foreign', 404, 2), seen(4, 'state-after', ['hand'])],
      'holds',
    ],
    ['changed', [before, own, call(3, 'foreign', 200, 2), seen(4, 'state-after', ['boss'])], 'violated'],
    [
      'refused and changed',
      [before, own, call(3, 'foreign', 404, 2), seen(4, 'state-after', ['boss'])],
      'violated',
    ],
    [
      'refused and gone',
      [before, own, call(3, 'foreign', 404, 2), seen(4, 'state-after', [], 404)],
      'violated',
    ],
    [
      'refused, and nobody can look',
      [before, own, call(3, 'foreign', 404, 2), seen(4, 'state-after', [], 503)],
      'untestable',
    ],
    ['refused, and nobody looked again', [before, own, call(3, 'foreign', 404, 2)], 'untestable'],
    ['below the own tenant', [own, call(3, 'foreign-below-own', 200, 2)], 'violated'],
    ['nobody could be changed', [call(2, 'own', 422), call(3, 'foreign', 404, 2)], 'untestable'],
  ])('%s', (_, events, verdict) => {
    expect(peopleOfOthersClosed.applies(farm)).toBe(true);
    expect(verdicts(findingsOf(peopleOfOthersClosed, farm, ...events))).toEqual([verdict]);
  });
});
