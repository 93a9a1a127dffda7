import { expect, test } from 'vitest';
import { exchange, findingsOf, tinyModel } from '../../judging/history.test-data.ts';
import { membershipEffect } from './membership-effect.ts';

const call = (seq: number, step: string, status: number, control?: number) =>
  exchange(seq, {
    experiment: 'membership-effect',
    step,
    case: 'GET /books',
    status,
    ...(control === undefined ? {} : { control }),
  });
const judged = (before: number, member: number, former: number) =>
  findingsOf(
    membershipEffect,
    tinyModel(),
    call(1, 'at-home', 200),
    call(2, 'before', before, 1),
    call(3, 'member', member, 1),
    call(4, 'former', former, 3),
  ).map(({ verdict }) => verdict);

test.each([
  ['in and out', 404, 200, 404, ['holds', 'holds', 'holds']],
  ['open to strangers', 200, 200, 404, ['violated', 'holds', 'holds']],
  ['never let in', 404, 404, 404, ['holds', 'violated', 'untestable']],
  ['never put out', 403, 200, 200, ['holds', 'holds', 'violated']],
])('%s', (_, before, member, former, verdicts) => {
  expect(judged(before, member, former)).toEqual(verdicts);
});

test('does not apply where no path names a tenant', () => {
  expect(membershipEffect.applies(tinyModel())).toMatch(/^no operation takes people into a tenant/);
});
