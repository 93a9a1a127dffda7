import { describe, expect, test } from 'vitest';
import { startMock } from '../mock/index.ts';
import { resolveSpec } from '../spec/catalogue.ts';
import { loadFile } from '../spec/load.ts';
import type { AuthModel } from '../spec/model.ts';
import type { RunResult } from '../spec/run.ts';
import type { Experiment } from '../suites/experiment.ts';
import { experiments } from '../suites/experiments/index.ts';
import { shuffled } from '../suites/plan.ts';
import { rules } from '../suites/rules/index.ts';
import { SuiteRun } from '../suites/suite-run.ts';
import { defaultTarget } from '../suites/target.ts';
import { tool } from './tool.ts';

interface Way {
  readonly seed?: string;
  readonly order?: readonly Experiment[];
  /** Experiments at the same time. */
  readonly lanes?: number;
}

async function runOn(model: AuthModel, { seed, order = experiments, lanes = 1 }: Way): Promise<RunResult> {
  const seeded = seed === undefined ? {} : { seed };
  const mock = await startMock(model, { port: 0, controlPort: 0, ...seeded });
  try {
    const { url, consoleUrl, control } = mock;
    const start = seed === undefined ? {} : { startsAt: '2030-01-01T00:00:00Z' };
    const run = new SuiteRun(model, defaultTarget({ baseUrl: url, consoleUrl, control, ...start }));
    const waiting = [...order];
    await Promise.all(
      Array.from({ length: lanes }, async () => {
        for (let next = waiting.shift(); next !== undefined; next = waiting.shift())
          await run.runExperiment(next);
      }),
    );
    return run.conclude({ rules, strict: true, embedded: true, tool });
  } finally {
    await mock.close();
  }
}

/** What a reader trusts: which case of which rule came out how. */
const verdictsOf = (run: RunResult) =>
  run.rules
    .flatMap((rule) => rule.verdicts.map(({ case: name, outcome }) => `${rule.rule} · ${name} · ${outcome}`))
    .sort();

/** The history without what differs by nature: durations, ports, the real time of answers outside of any space. */
const traceOf = (run: RunResult) =>
  run.history.events.flatMap((event) =>
    event.kind !== 'exchange'
      ? []
      : [
          [
            event.experiment,
            event.step,
            event.request.method,
            event.request.url.replace(/^https?:\/\/[^/]+/, ''),
            event.response?.status,
            event.response?.headers.filter(([name]) => name.toLowerCase() !== 'date'),
            event.response?.body,
          ].join(' | '),
        ],
  );

const inAnyWay: readonly (readonly [string, readonly Way[]])[] = [
  [
    'codat',
    [{}, {}, { order: shuffled(experiments, 'a') }, { order: shuffled(experiments, 'b') }, { lanes: 4 }],
  ],
  // Tokens, refreshes and limits: what depends on time and order most.
  ['regen-therapy', [{ order: shuffled(experiments, 'c'), lanes: 3 }]],
];

describe.for(inAnyWay)('%s', ([name, ways]) => {
  test('comes out the same again, in any order, and with experiments side by side', {
    timeout: 300_000,
  }, async () => {
    const model = loadFile(resolveSpec(name));
    const first = await runOn(model, {});
    expect(first.conclusion).toBe('conformant');
    for (const way of ways) expect(verdictsOf(await runOn(model, way))).toEqual(verdictsOf(first));
  });
});

test('the same seed gives the same answers, secrets included', async () => {
  const model = loadFile(resolveSpec('codat'));
  const first = await runOn(model, { seed: '7' });
  const second = await runOn(model, { seed: '7' });
  expect(traceOf(second)).toEqual(traceOf(first));
}, 300_000);

test('another seed gives another order, each experiment once', () => {
  const ids = (seed: string) => shuffled(experiments, seed).map(({ id }) => id);
  expect(ids('a')).toEqual(ids('a'));
  expect(ids('a')).not.toEqual(ids('b'));
  expect(ids('a').toSorted()).toEqual(experiments.map(({ id }) => id).toSorted());
});
