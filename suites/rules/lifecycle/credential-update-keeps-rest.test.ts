import { expect, test } from 'vitest';
import { findingsOf } from '../../judging/history.test-data.ts';
import { credentialUpdateKeepsRest as rule } from './credential-update-keeps-rest.ts';
import { desk, entry, listOf, token, workshop } from './workshop.test-data.ts';

const off = 'POST /tokens/{id}/off';
const seen = (seq: number, step: string, shown: Readonly<Record<string, unknown>>) =>
  desk(seq, `credential-management/${step}`, 'GET /tokens', 200, { case: off, body: listOf(shown) });
const verdicts = (before: Readonly<Record<string, unknown>>, after: Readonly<Record<string, unknown>>) =>
  findingsOf(
    rule,
    workshop(),
    desk(1, 'credential-management/issue', 'POST /tokens', 201, {
      sentBody: JSON.stringify({ name: 'CI', roles: ['Reader'], note: 'mine' }),
    }),
    token(2, 'credential-management', 1, { by: 1 }),
    seen(3, 'list-unchanged', before),
    desk(4, 'credential-management/manage-allowed', off, 200, { path: '/tokens/t1/off' }),
    seen(5, 'list-changed', after),
  ).map(({ verdict }) => verdict);
const whole = entry('t1', { note: 'mine' });

test('applies where a list shows what a change leaves alone', () =>
  expect(rule.applies(workshop())).toBe(true));

test('what is not named stays', () => {
  expect(verdicts(whole, entry('t1', { note: 'mine', used: '2026-01-05T10:00:00Z' }))).toEqual(['holds']);
});

test.each([
  ['the name', entry('t1', { note: 'mine', name: 'other' })],
  ['what the client gave besides', entry('t1')],
])('%s is lost', (_, after) => expect(verdicts(whole, after)).toEqual(['violated']));

test('a credential that is not listed tells nothing', () => {
  expect(verdicts(whole, entry('t2'))).toEqual(['untestable']);
});
