import { expect, test } from 'vitest';
import { grade } from '../../../spec/outcome.ts';
import { exchange, findingsOf, tinyModel } from '../../judging/history.test-data.ts';
import { rlProblemType } from './rl-problem-type.ts';

const modelWith = (source: string) =>
  tinyModel(`
openapi: 3.1.0
info: {title: Library, version: '1'}
servers: [{url: http://library.example}]
components:
  securitySchemes:
    key:
      type: apiKey
      in: header
      name: X-API-Key
      x-auth-credential: {}
      x-auth-tiers: {burst: {limit: 2, window: PT1M, per: credential}}
paths:
  /books:
    get:
      security: [{key: []}]
      responses:
        '200': {description: Books}
        '429':
          description: Slow
          headers: {RateLimit: {schema: {type: string, format: ratelimit}, x-auth-field: tiers}}
          content:
            application/problem+json:
              schema:
                type: object
                properties: {violated-policies: {type: array, items: {type: string, x-auth-field: tier.name${source}}}}
x-auth-fixtures: {tenants: [north]}
`);
const model = modelWith('');

function problem(type: string, names: unknown, left = 1) {
  return exchange(1, {
    status: 429,
    presented: [{ scheme: 'key', credential: 'key#experiment.1', form: 'documented' }],
    headers: [
      ['Content-Type', 'application/problem+json'],
      ['RateLimit', `"burst";r=${left};t=5`],
    ],
    body: JSON.stringify({
      type: `https://iana.org/assignments/http-problem-types#${type}`,
      ...(names === undefined ? {} : { 'violated-policies': names }),
    }),
  });
}
const outcome = (type: string, names: unknown, left?: number) =>
  findingsOf(rlProblemType, model, problem(type, names, left)).map(({ verdict }) => verdict);

test.for(['temporary-reduced-capacity', 'abnormal-usage-detected'])(
  '%s may come with quota left, and names nothing or what exists',
  (type) => {
    expect(outcome(type, undefined)).toEqual(['holds']);
    expect(outcome(type, [])).toEqual(['holds']);
    expect(outcome(type, ['burst'])).toEqual(['holds']);
    expect(outcome(type, ['unheard-of'])).toEqual(['violated']);
    expect(outcome(type, 'burst')).toEqual(['violated']);
  },
);

test('quota-exceeded names limits of which nothing is left', () => {
  expect(outcome('quota-exceeded', ['burst'], 0)).toEqual(['holds']);
  expect(outcome('quota-exceeded', ['burst'], 1)).toEqual(['violated']);
  expect(outcome('quota-exceeded', [], 0)).toEqual(['violated']);
  expect(outcome('quota-exceeded', undefined, 0)).toEqual(['violated']);
});

test('what the draft merely allows fails only where the document states it', () => {
  const graded = (source: string) =>
    findingsOf(rlProblemType, modelWith(source), problem('quota-exceeded', undefined, 0)).map((one) =>
      grade(rlProblemType.level, one.grounds ?? [], true),
    );
  expect(graded(', x-auth-source: LB-1')).toEqual(['fail']);
  expect(graded(', x-auth-source: LB-1 assumed')).toEqual(['info']);
  expect(graded('')).toEqual(['info']);
});
