import { expect, test } from 'vitest';
import { exchange, tinyModel, verdicts } from '../../judging/history.test-data.ts';
import { rlCountsAsDeclared } from './rl-counts-as-declared.ts';
import { rlPrecedence } from './rl-precedence.ts';

/** Only writes are counted. */
const model = tinyModel(`
openapi: 3.1.0
info: {title: Library, version: '1'}
servers: [{url: http://library.example}]
components:
  securitySchemes:
    key:
      type: apiKey
      in: header
      name: X-API-Key
      x-auth-credential: {rights: own}
      x-auth-tiers: {writes: {limit: 2, window: PT1M, per: credential, methods: [POST]}}
paths:
  /books:
    get: {security: [{key: [read]}], responses: {'200': {description: Books}, '403': {description: No}}}
    post:
      security: [{key: [write]}]
      requestBody: {required: true, content: {application/json: {schema: {type: object}}}}
      responses: {'201': {description: Added}, '422': {description: What?}, '429': {description: Slow}}
x-auth-fixtures: {tenants: [north]}
`);

const presented = [{ scheme: 'key', credential: 'key#limit-answers.1', form: 'documented' }] as const;
const send = (seq: number, step: string, method: 'GET' | 'POST', status: number) =>
  exchange(seq, {
    experiment: 'limit-answers',
    step,
    case: 'writes on key',
    method,
    operation: `${method} /books`,
    status,
    presented,
    detail: { tier: 'writes on key' },
  });

/** The first write, a read without the right, which counts for nothing, and writes that fail until one is limited. */
const answersWith = (failedWrites: number) => [
  send(1, 'ok', 'POST', 201),
  send(2, 'no-right', 'GET', 403),
  ...Array.from({ length: failedWrites }, (_, index) => send(index + 3, 'bad-body', 'POST', 422)),
  send(9, 'limited-ok', 'POST', 429),
];

test('a read takes nothing from a limit of writes', () => {
  expect(verdicts(rlCountsAsDeclared, model, ...answersWith(1))).toEqual(['writes on key: holds']);
  expect(verdicts(rlCountsAsDeclared, model, ...answersWith(2))).toEqual(['writes on key: violated']);
});

test('a read is not limited by writes, whatever else is wrong with it', () => {
  const limited = (step: string, method: 'GET' | 'POST', status: number) => [
    ...answersWith(1),
    send(10, step, method, status),
  ];
  expect(verdicts(rlPrecedence, model, ...limited('limited-no-right', 'GET', 403))).toEqual(['ok: holds']);
  expect(verdicts(rlPrecedence, model, ...limited('limited-bad-body', 'POST', 422))).toEqual([
    'ok: holds',
    'bad-body: violated',
  ]);
});
