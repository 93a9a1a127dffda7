import { startMock } from '../mock/index.ts';
import { type LoadMutant, loadMutants } from '../mock/mutants/load/index.ts';
import { resolveSpec } from '../spec/catalogue.ts';
import { loadFile } from '../spec/load.ts';
import type { LoadResult } from '../spec/load-run.ts';
import type { AuthModel } from '../spec/model.ts';
import { chooseProbes, runLoadProbes } from '../suites/load/index.ts';
import { defaultTarget } from '../suites/target.ts';
import type { SelftestResult } from './selftest.ts';

/** A race that is lost once may be luck: so often in a row a lie must be caught. */
const rounds = 3;

/** One run of load probes on a fresh mock. */
export interface LoadRound {
  readonly model: AuthModel;
  /** The mock tells the truth without one. */
  readonly mutant: LoadMutant | undefined;
  /** Ids of the probes; none: all. */
  readonly probes: readonly string[];
  readonly seed: string;
}

export interface LoadSelftestParts {
  readonly seed: string;
  readonly onResult: (result: SelftestResult) => void;
  /** Default: small traffic on a mock in this process. */
  readonly run?: (round: LoadRound) => Promise<readonly LoadResult[]>;
}

/**
 * Runs mutants against the load probes that they name, one after the other: traffic needs the machine for itself. Each
 * must be caught in every round. Where all mutants run, the clean mocks of the same documents come first, with all probes.
 */
export async function runLoadSelftest(
  ids: readonly string[],
  documents: readonly string[],
  { seed, onResult, run = runRound }: LoadSelftestParts,
): Promise<readonly SelftestResult[]> {
  const chosen = loadMutants.filter(({ id }) => ids.length === 0 || ids.includes(id));
  if (chosen.length === 0) return [];
  const models = documents.map(modelOf);
  const tasks = chosen.map((mutant) => ({ mutant, model: models.find((one) => mutant.appliesTo(one)) }));
  const met = new Set(tasks.flatMap(({ model }) => model ?? []));
  const results: SelftestResult[] = [];
  const keep = (result: SelftestResult) => {
    results.push(result);
    onResult(result);
  };
  // Who asks for some mutants wants an answer about these.
  if (ids.length === 0) for (const model of met) keep(await cleanResult(model, seed, run));
  for (const { mutant, model } of tasks) keep(await mutantResult(mutant, model, seed, run));
  return results;
}

const loaded = new Map<string, AuthModel>();

function modelOf(document: string): AuthModel {
  const model = loaded.get(document) ?? loadFile(resolveSpec(document));
  loaded.set(document, model);
  return model;
}

type Run = (round: LoadRound) => Promise<readonly LoadResult[]>;

/** Cost and drift hang on the machine: on a clean mock they may warn. */
async function cleanResult(model: AuthModel, seed: string, run: Run): Promise<SelftestResult> {
  const began = performance.now();
  const results = await run({ model, mutant: undefined, probes: [], seed });
  const named = (...verdicts: readonly LoadResult['verdict'][]) =>
    results.filter(({ verdict }) => verdicts.includes(verdict));
  return {
    id: `clean ${model.name}`,
    document: model.name,
    expected: [],
    failed: named('fail').map(told),
    errors: named('error', 'untestable').map(told),
    rounds: [results.map(({ verdict }) => verdict).join(' ')],
    durationMs: Math.round(performance.now() - began),
  };
}

async function mutantResult(
  mutant: LoadMutant,
  model: AuthModel | undefined,
  seed: string,
  run: Run,
): Promise<SelftestResult> {
  const { id, failsProbe, verdict: wanted = 'fail' } = mutant;
  const began = performance.now();
  const verdicts: string[] = [];
  const errors: string[] = model === undefined ? ['applies to no document'] : [];
  let caught = 0;
  // What only warns is slow by itself and does not race.
  const amount = wanted === 'fail' ? rounds : 1;
  for (let round = 0; model !== undefined && round < amount; round += 1) {
    const results = await run({ model, mutant, probes: [failsProbe], seed });
    const isCaught = results.some(({ probe, verdict }) => probe === failsProbe && verdict === wanted);
    if (isCaught) caught += 1;
    verdicts.push(isCaught ? wanted : results.map(told).join('; '));
    errors.push(...results.filter(({ verdict }) => verdict === 'error').map(told));
  }
  return {
    id,
    document: model?.name ?? 'none',
    expected: [failsProbe],
    failed: caught === amount ? [failsProbe] : [],
    errors,
    rounds: verdicts,
    durationMs: Math.round(performance.now() - began),
  };
}

function told({ probe, case: about, verdict, observed }: LoadResult): string {
  return `${probe} ${about}: ${verdict} (${observed})`;
}

async function runRound({ model, mutant, probes, seed }: LoadRound): Promise<readonly LoadResult[]> {
  const mock = await startMock(mutant?.model?.(model) ?? model, {
    port: 0,
    controlPort: 0,
    seed,
    ...mutant?.options?.(model),
  });
  const { url: baseUrl, consoleUrl, control } = mock;
  try {
    // Whoever waits long waits for a busy machine, which is nobody's lie.
    const target = defaultTarget({ baseUrl, consoleUrl, control, timeoutMs: 60_000 });
    const { results } = await runLoadProbes(model, target, {
      probes: chooseProbes(probes, []),
      options: { connections: 6, durationSeconds: 1 },
    });
    return results;
  } finally {
    await mock.close();
  }
}
