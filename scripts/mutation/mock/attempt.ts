import type { Baseline } from './baseline.ts';
import { runInThread } from './thread.ts';
import type { Notice } from './trial.ts';

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

/** Runs the suite on a mock with one mutation, document by document, the quickest first, until something is noticed. */
export async function attempt(
  folder: string,
  mutation: string,
  baselines: readonly Baseline[],
): Promise<Attempt> {
  const worth = baselines
    .map(({ document, outcomes, costsMs, experimentsFor }) => {
      const chosen = experimentsFor(mutation);
      const costs = chosen.map((id) => costsMs.get(id) ?? 0);
      const costMs = costs.reduce((sum, one) => sum + one, 0);
      return { part: { document, outcomes, chosen }, costMs, slowestMs: Math.max(0, ...costs) };
    })
    .filter(({ part }) => part.chosen.length > 0)
    .toSorted((one, other) => one.costMs - other.costMs);
  if (worth.length === 0) return { status: 'no-coverage', notices: [] };
  const slowestMs = Math.max(...worth.map((one) => one.slowestMs));
  const parts = worth.map(({ part }) => part);
  const found = await runInThread(folder, mutation, { kind: 'attempt', parts }, slowestMs);
  if ('status' in found) return found;
  throw new Error('a clean run came back');
}
