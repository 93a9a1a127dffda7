import { expect, test } from 'vitest';
import { exchange, tinyModel, verdicts } from '../../judging/history.test-data.ts';
import { rlUnauthThrottled } from './rl-unauth-throttled.ts';

const modelWith = (refusal: string) =>
  tinyModel(`
openapi: 3.1.0
info: {title: Library, version: '1'}
servers: [{url: http://library.example}]
components: {securitySchemes: {key: {type: apiKey, in: header, name: X-API-Key, x-auth-credential: {}}}}
paths:
  /gate:
    get:
      x-auth-tiers: {knocks: {limit: 3, window: PT1M, per: address, counts: failures}}
      security: [{key: []}]
      responses: {'200': {description: Open}, ${refusal}, '429': {description: Slow}}
x-auth-fixtures: {tenants: [north]}
`);
const usual = modelWith("'401': {description: Who?}");
const label = 'knocks on GET /gate';

/** The good key, wrong ones with these answers, one too many, and the good key again. */
const knocking = (...answers: readonly number[]) =>
  (
    [
      ['before', 200],
      ...answers.map((status) => ['knock', status]),
      ['knock-over', 429],
      ['after', 200],
    ] as const
  ).map(([step, status], index) =>
    exchange(index + 1, {
      experiment: 'unauthenticated-flood',
      step: String(step),
      case: label,
      operation: 'GET /gate',
      status: Number(status),
      detail: { tier: label },
    }),
  );
const outcome = (model: typeof usual, ...answers: readonly number[]) =>
  verdicts(rlUnauthThrottled, model, ...knocking(...answers)).find((text) => text.includes('wrong keys'));

test('wrong keys are refused as wrong until they are limited', () => {
  expect(outcome(usual, 401, 401, 401)).toBe(`${label}: wrong keys: holds`);
  expect(outcome(usual, 401, 200, 401)).toBe(`${label}: wrong keys: violated`);
  expect(outcome(usual, 500, 500, 500)).toBe(`${label}: wrong keys: violated`);
  expect(outcome(usual, 401, 429)).toBe(`${label}: wrong keys: violated`);
  expect(outcome(usual, 401, 503, 401)).toBe(`${label}: wrong keys: untestable`);
});

test('the document may refuse wrong keys with a status of its own', () => {
  expect(outcome(usual, 404, 404, 404)).toBe(`${label}: wrong keys: violated`);
  const hiding = modelWith("'404': {description: Nothing here, x-auth-refusal: [bad-credential]}");
  expect(outcome(hiding, 404, 404, 404)).toBe(`${label}: wrong keys: holds`);
});
