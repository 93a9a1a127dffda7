import { describe, expect, test } from 'vitest';
import { answeredBy, isRefusal, isSuccess } from './answered.ts';
import { verdictOf as verdictOfFlood } from './limiter-exact-under-flood.ts';
import { RevocationTally } from './revocation-tally.ts';
import { verdictOf as verdictOfSoak } from './soak.ts';
import type { Answer } from './traffic.ts';
import { ValidityWindows } from './validity-windows.ts';

describe('a flood', () => {
  const exact = {
    successes: 10,
    others: 0,
    broken: 0,
    unanswered: 0,
    tooMany: false,
    tooFew: false,
    rolledOver: false,
    isBlunt: false,
    wrong: false,
    frozen: true,
    isFresh: true,
    isAlone: true,
    isStated: true,
  };
  const few = { tooFew: true, successes: 7 };

  test.each<[string, Partial<typeof exact>, string]>([
    ['of exactly the limit', {}, 'pass'],
    ['of more', { tooMany: true, successes: 12 }, 'fail'],
    ['of more than a limit that is assumed', { tooMany: true, successes: 12, isStated: false }, 'warn'],
    ['of no more than what comes back meanwhile', { isBlunt: true }, 'untestable'],
    ['of more than that', { isBlunt: true, tooMany: true }, 'fail'],
    ['of fewer', few, 'fail'],
    ['of fewer, with lost answers', { ...few, unanswered: 3 }, 'untestable'],
    ['of fewer, by a credential that others may have used', { ...few, isFresh: false }, 'untestable'],
    ['of fewer, beside limits that others may have spent', { ...few, isAlone: false }, 'untestable'],
    ['with fields that contradict each other', { wrong: true }, 'fail'],
    ['with other answers', { others: 1 }, 'fail'],
    ['with 5xx alone', { successes: 0, others: 150, broken: 150 }, 'fail'],
    ['by somebody who was never let in', { successes: 0, others: 150 }, 'untestable'],
    ['in which a window ended', { tooMany: true, rolledOver: true }, 'untestable'],
  ])('%s: %s', (_, seen, verdict) => {
    expect(verdictOfFlood({ ...exact, ...seen })).toBe(verdict);
  });
});

describe('a soak', () => {
  const sound = { broken: 0, refusals: 0, successes: 100, warns: false };

  test.each<[string, Partial<typeof sound>, string]>([
    ['without trouble', {}, 'pass'],
    ['that drifts', { warns: true }, 'warn'],
    ['with 5xx', { broken: 1 }, 'fail'],
    ['with a refusal', { refusals: 1 }, 'fail'],
    ['of a credential that never worked', { refusals: 100, successes: 0 }, 'untestable'],
    ['without an answer', { successes: 0 }, 'untestable'],
  ])('%s: %s', (_, seen, verdict) => {
    expect(verdictOfSoak({ ...sound, ...seen })).toBe(verdict);
  });
});

describe('a revocation', () => {
  /** Sent at 100, acknowledged at 120, to be held from 150 on. */
  function tallyOf(...answers: readonly [startedMs: number, endedMs: number, status: number][]): {
    readonly tally: RevocationTally;
    readonly late: readonly number[];
  } {
    const tally = new RevocationTally('key#1');
    Object.assign(tally, { sentMs: 100, acknowledgedMs: 120, promisedMs: 150 });
    const request = { label: 'key#1', base: 'http://127.0.0.1', method: 'GET', path: '/', headers: {} };
    const late = answers.flatMap(([startedMs, endedMs, status]) => {
      const answer: Answer = { request, startedMs, endedMs, status, rawHeaders: [], first: false };
      return tally.add(answer) ?? [];
    });
    return { tally, late };
  }

  test('only what began after the promise is late, however long it took', () => {
    const { tally, late } = tallyOf([90, 99, 200], [119, 900, 200], [149, 151, 200], [150.5, 151, 200]);
    expect(late).toEqual([0.5]);
    expect([tally.before, tally.late]).toEqual([3, 1]);
  });

  test('what was under way at the acknowledgement is timed to its end', () => {
    const { tally } = tallyOf([90, 119, 200], [110, 128, 200], [115, 124, 401], [121, 140, 200]);
    expect(tally.inFlight).toEqual([18, 9]);
    expect(tally.lastSuccessEndedMs).toBe(128);
  });

  test('a limit that is reached is no refusal', () => {
    const { tally } = tallyOf([151, 152, 429], [151, 152, 401]);
    expect([tally.after, tally.refusedAfter]).toEqual([2, 1]);
  });
});

test('a refusal counts only within the time in which the credential was valid', () => {
  const windows = new ValidityWindows();
  windows.opens('old', 100, Number.POSITIVE_INFINITY);
  const request = { label: 'old', base: 'http://127.0.0.1', method: 'GET', path: '/', headers: {} };
  const refused = (startedMs: number, endedMs: number) =>
    windows.add({ request, startedMs, endedMs, status: 401, rawHeaders: [], first: false });
  expect([refused(99, 110), refused(100, 110)]).toEqual([false, true]);
  windows.endsAt('old', 300);
  expect(windows.isClosed('old')).toBe(false);
  windows.closes('old', 200);
  expect(windows.isClosed('old')).toBe(true);
  // One that was under way at its end may have been refused after it.
  expect([refused(150, 200), refused(190, 201), refused(250, 260)]).toEqual([true, false, false]);
  expect(windows.refusals).toBe(2);
});

test('a refusal may come with 200', () => {
  expect([isSuccess({ status: 200 }), isRefusal({ status: 200 })]).toEqual([true, false]);
  const inBody = { status: 200, refusedInBody: true };
  expect([isSuccess(inBody), isRefusal(inBody)]).toEqual([false, true]);
  const sent = { status: 200, ok: false } as Parameters<typeof answeredBy>[0];
  expect(isRefusal(answeredBy(sent))).toBe(true);
});
