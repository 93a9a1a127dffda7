import { expect, test } from 'vitest';
import { exchange, findingsOf, tinyModel } from '../../judging/history.test-data.ts';
import { rlFailuresOnly } from './rl-failures-only.ts';

const model = tinyModel(`
openapi: 3.1.0
info: {title: Library, version: '1'}
servers: [{url: http://library.example}]
components:
  securitySchemes:
    token: {type: http, scheme: bearer, x-auth-credential: {rights: owner, lifetime: PT1H}}
paths:
  /login:
    post:
      security: []
      x-auth-operation: {login: token}
      x-auth-tiers: {guesses: {limit: 2, window: PT10M, per: user, counts: failures}}
      requestBody:
        required: true
        content:
          application/json:
            schema:
              type: object
              properties: {email: {type: string, x-auth-field: user.email}, password: {type: string, x-auth-field: user.password}}
      responses:
        '200': {description: In, content: {application/json: {schema: {type: object, properties: {token: {type: string, x-auth-field: token.secret}}}}}}
        '401': {description: Who?}
        '429': {description: Later}
`);

/** Statuses of two right passwords, two wrong ones, and one more. */
const verdict = (...statuses: readonly number[]) =>
  findingsOf(
    rlFailuresOnly,
    model,
    ...statuses.map((status, index) =>
      exchange(index + 1, {
        experiment: 'limit-failures',
        step: ['right', 'right', 'guess', 'guess', 'guess-over'][index] ?? '',
        case: 'guesses on POST /login',
        operation: 'POST /login',
        method: 'POST',
        path: '/login',
        status,
        detail: { tier: 'guesses on POST /login' },
      }),
    ),
  ).map((one) => one.verdict);

test('a success takes nothing', () => {
  expect(verdict(200, 200, 401, 401, 429)).toEqual(['holds']);
});

test('a success that takes something is seen at the last failure that must be judged', () => {
  expect(verdict(200, 200, 401, 429, 429)).toEqual(['violated']);
  expect(verdict(200, 200, 429, 429, 429)).toEqual(['violated']);
});

test('proves nothing without successes, without the limit, or in silence', () => {
  expect(verdict(200, 401, 401, 429, 429)).toEqual(['untestable']);
  expect(verdict(200, 200, 401, 401, 401)).toEqual(['untestable']);
  expect(verdict(200, 200, 401, 503, 429)).toEqual(['untestable']);
});

test('applies where a limit counts failures', () => {
  expect(rlFailuresOnly.applies(model)).toBe(true);
  expect(rlFailuresOnly.applies(tinyModel())).not.toBe(true);
});
