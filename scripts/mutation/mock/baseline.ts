import { rules } from '../../../suites/rules/index.ts';
import { atStart, type CleanRun } from './task.ts';
import { runInThread } from './thread.ts';

/** What the unchanged mock does on one document: the yardstick, and which mutations its traffic passes. */
export interface Baseline extends Pick<CleanRun, 'outcomes' | 'costsMs'> {
  readonly document: string;
  /** Quickest first. */
  readonly all: readonly string[];
  /** The experiments worth running on a mutation: those that pass it and their rules' others, quickest first. */
  readonly experimentsFor: (mutation: string) => readonly string[];
}

/** Runs the whole suite on the instrumented mock with every mutation off. */
export async function baselineOf(folder: string, document: string): Promise<Baseline> {
  const run = await runInThread(folder, undefined, { kind: 'clean', document });
  if ('status' in run) throw new Error(`the clean run came to ${run.status}`);
  const { outcomes, costsMs, coverage } = run;
  const all = [...costsMs].toSorted(([, one], [, other]) => one - other).map(([id]) => id);
  return {
    document,
    outcomes,
    costsMs,
    all,
    experimentsFor: (mutation) => {
      if (coverage.static[mutation] !== undefined || coverage.perTest[atStart]?.[mutation] !== undefined)
        return all;
      const passing = all.filter((id) => coverage.perTest[id]?.[mutation] !== undefined);
      const needed = new Set(
        rules
          .filter((rule) => rule.experiments.some((id) => passing.includes(id)))
          .flatMap((rule) => rule.experiments),
      );
      return [...passing, ...all.filter((id) => !passing.includes(id) && needed.has(id))];
    },
  };
}
