import { describe, expect, test } from 'vitest';
import { type ExchangeSketch, exchange } from '../../judging/history.test-data.ts';
import { clubModel, type RuleCase, verdictsOf } from './club.test-data.ts';
import { nonInteractiveCannotSignIn } from './non-interactive-cannot-sign-in.ts';
import { oneUserPerToken } from './one-user-per-token.ts';
import { userAppearsInList } from './user-appears-in-list.ts';
import { userEmailUnique } from './user-email-unique.ts';
import { userEmailValid } from './user-email-valid.ts';
import { userLoginOptionKept } from './user-login-option-kept.ts';
import { userRequiredFields } from './user-required-fields.ts';
import { userRoleAsGiven } from './user-role-as-given.ts';

const model = clubModel();
const step = (seq: number, name: string, status: number, more: ExchangeSketch = {}) =>
  exchange(seq, {
    experiment: 'people-making',
    step: name,
    case: name,
    method: 'POST',
    operation: 'POST /people',
    status,
    ...more,
  });
const made = step(1, 'make', 201);
const listed = (body: string) =>
  step(2, 'made', 200, {
    operation: 'GET /people',
    method: 'GET',
    readBackOf: 1,
    body,
    detail: { email: 'new@probe.example' },
  });
const silent = (login: string) =>
  step(2, 'made-silent', 200, {
    operation: 'GET /people',
    method: 'GET',
    body: `[{"id":"u-1","login":${login}}]`,
    detail: { user: 'u-1' },
  });
const signedIn = step(1, 'sign-in', 200, { operation: 'POST /login' });
const who = (email: string) =>
  exchange(1, {
    experiment: 'own-identity',
    step: 'who',
    operation: 'GET /me',
    body: `{"id":"?","email":"${email}"}`,
    detail: { user: 'ann' },
  });
const given = (name: string, status: number) =>
  exchange(2, { experiment: 'roles-given', step: name, operation: 'GET /ledger', control: 1, status });
const may = exchange(1, { experiment: 'roles-given', step: 'role-control', operation: 'GET /ledger' });

const cases: readonly RuleCase[] = [
  {
    rule: userRequiredFields,
    holds: [made, step(2, 'make-without', 422, { control: 1 })],
    violated: [made, step(2, 'make-without', 201, { control: 1 })],
  },
  {
    rule: userEmailValid,
    holds: [made, step(2, 'make-bad-email', 422, { control: 1 })],
    violated: [made, step(2, 'make-bad-email', 201, { control: 1 })],
  },
  {
    rule: userEmailUnique,
    holds: [made, step(2, 'make-taken-email', 409, { control: 1 })],
    violated: [made, step(2, 'make-taken-email', 201, { control: 1 })],
  },
  {
    rule: userAppearsInList,
    holds: [made, listed('[{"email":"new@probe.example"}]')],
    violated: [made, listed('[]')],
  },
  { rule: userLoginOptionKept, holds: [silent('[]')], violated: [silent('["password"]')] },
  {
    rule: nonInteractiveCannotSignIn,
    holds: [signedIn, step(2, 'sign-in-silent', 401, { control: 1, operation: 'POST /login', case: 'bot' })],
    violated: [
      signedIn,
      step(2, 'sign-in-silent', 200, { control: 1, operation: 'POST /login', case: 'bot' }),
    ],
  },
  {
    rule: userRoleAsGiven,
    holds: [may, given('role-closed', 403)],
    violated: [may, given('role-closed', 200)],
  },
  { rule: oneUserPerToken, holds: [who('ann@north.example')], violated: [who('bob@north.example')] },
];

describe.each(cases.map((one) => [one.rule.id, one] as const))('%s', (_, { rule, holds, violated }) => {
  test('applies', () => expect(rule.applies(model)).toBe(true));
  test('holds', () => expect(verdictsOf(rule, model, holds)).toEqual(['holds']));
  test('is violated', () => expect(verdictsOf(rule, model, violated)).toContain('violated'));
});

test('a password that is taken with a 403 has signed in', () => {
  const basic = { operation: 'GET /people', method: 'GET', case: 'bot' };
  expect(
    verdictsOf(nonInteractiveCannotSignIn, model, [
      step(1, 'sign-in', 200, basic),
      step(2, 'sign-in-silent', 403, { ...basic, control: 1 }),
    ]),
  ).toEqual(['violated']);
});
