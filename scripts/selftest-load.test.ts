import { describe, expect, test } from 'vitest';
import { loadMutants } from '../mock/mutants/load/index.ts';
import type { LoadResult } from '../spec/load-run.ts';
import { loadProbes } from '../suites/load/index.ts';
import { rules } from '../suites/rules/index.ts';
import { isKilled, type SelftestResult } from './selftest.ts';
import { type LoadRound, runLoadSelftest } from './selftest-load.ts';
import { isSound, linesOf, nameOf, summaryOf } from './selftest-summary.ts';

// What the mutants do to the probes is shown by `authproof selftest`; here is what it makes of that.

const racing = 'limit-is-checked-then-counted';
const slow = 'unknown-credentials-are-hashed-slowly';

const answer = (probe: string, verdict: LoadResult['verdict']): LoadResult => ({
  probe,
  case: 'key',
  question: '',
  cites: [],
  thresholds: [],
  verdict,
  expected: '',
  observed: `seen ${verdict}`,
  evidence: [],
  durationMs: 1,
});

async function selftest(
  ids: readonly string[],
  verdictOf: (round: LoadRound, count: number) => LoadResult['verdict'],
): Promise<readonly SelftestResult[]> {
  let count = 0;
  return runLoadSelftest(ids, ['regen-therapy', 'codat'], {
    seed: '1',
    onResult: () => {},
    run: async (round) => {
      count += 1;
      const probes = round.probes.length === 0 ? loadProbes.map(({ id }) => id) : round.probes;
      return probes.map((probe) => answer(probe, verdictOf(round, count)));
    },
  });
}

/** As a sound machine would answer. */
const sound = ({ mutant }: LoadRound): LoadResult['verdict'] =>
  mutant === undefined ? 'pass' : (mutant.verdict ?? 'fail');

test('a mutant that races is caught three times of three', async () => {
  const [result] = await selftest([racing], sound);
  expect(result).toMatchObject({
    id: racing,
    expected: ['limiter-exact-under-flood'],
    failed: ['limiter-exact-under-flood'],
    errors: [],
    rounds: ['fail', 'fail', 'fail'],
  });
});

test.each([
  ['missed once', 'pass'],
  ['another verdict once', 'warn'],
  ['broken once', 'error'],
] as const)('%s: it survives, and the round tells what was seen', async (_, verdict) => {
  const results = await selftest([racing], (round, count) => (count === 2 ? verdict : sound(round)));
  expect(results.map(isKilled)).toEqual([false]);
  const summary = summaryOf(results, true);
  expect(summary).toMatchObject({ mutants: 1, killed: 0, survivors: [`${racing} under load`] });
  const lines = linesOf(summary, results);
  expect(lines[0]).toContain(`SURVIVES ${racing} under load\n  missed: limiter-exact-under-flood`);
  expect(lines[0]).toContain(`key: ${verdict} (seen ${verdict})`);
  expect(isSound(summary)).toBe(false);
});

test('what only warns is caught by a warning, and by nothing else', async () => {
  expect((await selftest([slow], sound)).map(isKilled)).toEqual([true]);
  expect((await selftest([slow], () => 'fail')).map(isKilled)).toEqual([false]);
});

describe('with all mutants', () => {
  test('clean mocks run all probes, and every probe is proved', async () => {
    const results = await selftest([], sound);
    const clean = results.filter(({ id }) => id.startsWith('clean '));
    expect(clean.length).toBeGreaterThan(0);
    expect(new Set(results.map(({ document }) => document))).toEqual(
      new Set(clean.map(({ document }) => document)),
    );
    const summary = summaryOf(results, false);
    expect(summary).toMatchObject({ mutants: loadMutants.length, survivors: [], falseAlarms: [] });
    expect(summary.unkilledProbes).toEqual([]);
    // The rules are the other mutants' business.
    expect(summary.unkilledRules).toHaveLength(rules.length);
  });

  test.each(['fail', 'untestable', 'error'] as const)(
    '%s on a clean mock is a false alarm',
    async (verdict) => {
      const results = await selftest([], (round) => (round.mutant === undefined ? verdict : sound(round)));
      expect(summaryOf(results, false).falseAlarms[0]).toContain(`${verdict} (seen ${verdict})`);
    },
  );

  test('a warning on a clean mock is none', async () => {
    const results = await selftest([], (round) => (round.mutant === undefined ? 'warn' : sound(round)));
    expect(summaryOf(results, false).falseAlarms).toEqual([]);
  });

  test('a probe whose mutants survive is told like a rule without one', async () => {
    const results = await selftest([], (round) =>
      round.mutant?.failsProbe === 'soak' ? 'pass' : sound(round),
    );
    const summary = summaryOf(results, false);
    expect(summary.unkilledProbes).toEqual(['soak']);
    expect(linesOf(summary, results)).toContain('NO MUTANT for soak (load probe)');
    expect(isSound({ ...summary, survivors: [], unkilledRules: [] })).toBe(false);
  });
});

test('ids that both kinds share are told apart', async () => {
  const results = await selftest(['limit-loses-parallel-counts'], sound);
  expect(results.map(nameOf)).toEqual(['limit-loses-parallel-counts under load']);
});
