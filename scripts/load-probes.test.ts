import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, test } from 'vitest';
import { type StartOptions, startMock } from '../mock/index.ts';
import { loadMutants } from '../mock/mutants/load/index.ts';
import { resolveSpec } from '../spec/catalogue.ts';
import { loadFile } from '../spec/load.ts';
import type { LoadResult } from '../spec/load-run.ts';
import type { AuthModel } from '../spec/model.ts';
import { chooseProbes, loadProbes, runLoadProbes } from '../suites/load/index.ts';
import { defaultTarget } from '../suites/target.ts';
import { exitCodeOfLoad } from './exit-codes.ts';

const models = ['regen-therapy', 'codat'].map((name) => loadFile(resolveSpec(name)));

/** Small traffic, on a mock in this process. */
async function run(
  model: AuthModel,
  only: readonly string[],
  served: AuthModel = model,
  options: Partial<StartOptions> = {},
  also: (url: string) => readonly string[] = () => [],
): Promise<readonly LoadResult[]> {
  const mock = await startMock(served, { port: 0, controlPort: 0, ...options });
  const { url: baseUrl, consoleUrl, control } = mock;
  try {
    const { results } = await runLoadProbes(
      model,
      defaultTarget({ baseUrl, consoleUrl, control, timeoutMs: 60_000 }),
      {
        probes: chooseProbes(only, []),
        options: { connections: 6, durationSeconds: 1, also: also(baseUrl) },
      },
    );
    return results;
  } finally {
    await mock.close();
  }
}

const told = (results: readonly LoadResult[]) =>
  results.map(({ probe, case: about, verdict, observed }) => `${probe} ${about}: ${verdict} (${observed})`);

test.each(models)(
  'the clean mock of $name passes every probe that applies',
  { timeout: 120_000 },
  async (model) => {
    const results = await run(model, []);
    // Cost and drift hang on the machine; they warn at most.
    const bad = results.filter(({ verdict }) => !['pass', 'warn', 'not-applicable'].includes(verdict));
    expect(told(bad)).toEqual([]);
    expect([...new Set(results.map(({ probe }) => probe))]).toEqual(loadProbes.map(({ id }) => id));
    expect(exitCodeOfLoad(results)).toBe(0);
  },
);

describe.each(loadMutants)('$id', (mutant) => {
  const { appliesTo, failsProbe, verdict = 'fail' } = mutant;
  const model = models.find((one) => appliesTo(one));
  // What does not race is the same each time.
  const rounds = verdict === 'fail' ? [1, 2, 3] : [1];

  test.each(rounds)(`is caught by ${failsProbe}, round %i`, { timeout: 120_000 }, async () => {
    if (model === undefined) throw new Error('it applies to no document');
    const results = await run(model, [failsProbe], mutant.model?.(model) ?? model, mutant.options?.(model));
    expect(
      told(results.filter((result) => result.verdict === verdict)),
      told(results).join('\n'),
    ).not.toEqual([]);
    if (verdict === 'fail') expect(exitCodeOfLoad(results)).toBe(1);
  });
});

test('every probe stands in a mutant', () => {
  const caught = new Set(loadMutants.map(({ failsProbe }) => failsProbe));
  expect(loadProbes.filter(({ id }) => !caught.has(id)).map(({ id }) => id)).toEqual([]);
});

describe('over several instances', () => {
  const [model] = models;
  if (model === undefined) throw new Error('no document');
  const flood = (also: (url: string) => readonly string[]) =>
    run(model, ['limiter-exact-under-flood'], model, {}, also);

  test('that count together, the limit is exact', { timeout: 60_000 }, async () => {
    const results = await flood((url) => [url]);
    expect(told(results)).toEqual([expect.stringContaining('pass (10 successes')]);
    expect(results[0]?.expected).toContain('over 2 instances');
  });

  test('of which one does not count, it is not', { timeout: 60_000 }, async () => {
    const careless = createServer((_, response) => void response.end('{}'));
    careless.listen(0, '127.0.0.1');
    await once(careless, 'listening');
    const { port } = careless.address() as AddressInfo;
    try {
      const results = await flood(() => [`http://127.0.0.1:${port}`]);
      expect(told(results)).toEqual([expect.stringContaining(': fail (')]);
      expect(results[0]?.evidence.length).toBeGreaterThan(0);
    } finally {
      careless.closeAllConnections();
      careless.close();
    }
  });
});
