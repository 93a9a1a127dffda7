import { expect, test } from 'vitest';
import { exchange, findingsOf } from '../../judging/history.test-data.ts';
import { loginBruteForceLimited } from './login-brute-force-limited.ts';
import { sessionModel } from './session.test-data.ts';

const disguised = (status: number) =>
  findingsOf(
    loginBruteForceLimited,
    sessionModel,
    exchange(1, {
      experiment: 'login-guessing',
      step: 'disguised',
      case: 'guesses on POST /login',
      operation: 'POST /login',
      method: 'POST',
      path: '/login',
      detail: { limit: 2, disguise: 'address in capitals' },
      status,
    }),
  ).map(({ case: name, verdict }) => [name, verdict]);

test('a disguise may be told as limited or as wrong, but not log in', () => {
  const name = 'guesses on POST /login: the right password, address in capitals';
  expect(disguised(429)).toEqual([[name, 'holds']]);
  expect(disguised(401)).toEqual([[name, 'holds']]);
  expect(disguised(200)).toEqual([[name, 'violated']]);
});
