import { experiments } from '../../../suites/experiments/index.ts';
import type { Baseline } from './baseline.ts';
import { cpuMs } from './cpu.ts';
import { Crash, ServedMock } from './served-mock.ts';
import { type Notice, Trial } from './trial.ts';

/**
 * What the suite made of one mutation.
 * - `failed`: a rule fails or warns. `broke`: the run is an error or incomplete, but no rule fails.
 * - `crash`: the mock does not start or its thread ends. `timeout`: it hangs.
 * - `survived`: all rules come out as on the clean mock. `no-coverage`: no request passes the place.
 */
export type Status = 'failed' | 'broke' | 'crash' | 'timeout' | 'survived' | 'no-coverage';

export interface Attempt {
  readonly status: Status;
  /** The document on which it was noticed. */
  readonly document?: string;
  readonly notices: readonly Notice[];
  readonly detail?: string;
}

/**
 * Judged by the time of the processor, so that a busy machine makes no time-outs: so many times that of the clean run,
 * and so many seconds beside it. What waits and works not at all is given up after `stillSeconds`.
 */
const patience = { factor: 4, cpuSeconds: 20, stillSeconds: 120 } as const;

/** After how many experiments the rules are asked; asking costs, and so does what is run in vain. */
const looks: ReadonlySet<number> = new Set([1, 8]);

/** Runs the suite on a mock with one mutation, document by document, until something is noticed. */
export async function attempt(
  folder: string,
  mutation: string,
  baselines: readonly Baseline[],
): Promise<Attempt> {
  const worth = baselines
    .map((baseline) => ({ baseline, chosen: baseline.experimentsFor(mutation) }))
    .filter(({ chosen }) => chosen.length > 0)
    .map((one) => ({ ...one, costMs: costOf(one.baseline, one.chosen) }))
    .toSorted((one, other) => one.costMs - other.costMs);
  if (worth.length === 0) return { status: 'no-coverage', notices: [] };
  const mock = new ServedMock(folder, mutation);
  try {
    for (const { baseline, chosen, costMs } of worth) {
      const found = await within(costMs * patience.factor + patience.cpuSeconds * 1000, mock, (alive) =>
        tryDocument(mock, baseline, chosen, alive),
      );
      if (found !== undefined) return { ...found, document: baseline.model.name };
    }
    return { status: 'survived', notices: [] };
  } finally {
    await mock.end();
  }
}

const costOf = (baseline: Baseline, chosen: ReturnType<Baseline['experimentsFor']>): number =>
  chosen.reduce((sum, { id }) => sum + (baseline.costsMs.get(id) ?? 0), 0);

/** Goes on after an error: a rule that fails says more. */
async function tryDocument(
  mock: ServedMock,
  { model, document, outcomes }: Baseline,
  chosen: ReturnType<Baseline['experimentsFor']>,
  alive: () => void,
): Promise<Attempt | undefined> {
  const trial = new Trial(model, await mock.start(document, 'trial'), outcomes);
  const ids = new Set(chosen.map(({ id }) => id));
  for (const experiment of experiments)
    if (!ids.has(experiment.id) && experiment.applies(model) !== true) await trial.run(experiment);
  let broken: readonly Notice[] = [];
  for (const [index, experiment] of chosen.entries()) {
    await trial.run(experiment);
    alive();
    if (mock.failure !== undefined) return { status: 'crash', notices: [], detail: mock.failure };
    if (index !== chosen.length - 1 && !looks.has(index)) continue;
    const notices = trial.notices();
    if (notices.some(({ outcome }) => outcome === 'fail' || outcome === 'warn'))
      return { status: 'failed', notices };
    broken = [...broken, ...notices];
  }
  return broken.length > 0 ? { status: 'broke', notices: broken } : undefined;
}

async function within(
  limitCpuMs: number,
  mock: ServedMock,
  run: (alive: () => void) => Promise<Attempt | undefined>,
): Promise<Attempt | undefined> {
  const cpuStart = cpuMs();
  let lastSign = performance.now();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Attempt>((resolve) => {
    timer = setInterval(() => {
      const isStill = performance.now() - lastSign > patience.stillSeconds * 1000;
      if (isStill || cpuMs() - cpuStart > limitCpuMs) resolve({ status: 'timeout', notices: [] });
    }, 500);
  });
  const running = run(() => {
    lastSign = performance.now();
  }).catch((error: unknown): Attempt => {
    if (error instanceof Crash) return { status: 'crash', notices: [], detail: error.message };
    throw error;
  });
  const found = await Promise.race([running, late]);
  clearInterval(timer);
  if (found?.status === 'timeout') {
    await mock.end();
    // Its last requests fail at once now; their run must not go on beside the next.
    await Promise.race([running, new Promise((resolve) => setTimeout(resolve, 5000))]);
  }
  return found;
}
