import { SpecError, TargetError, UsageError } from '../spec/errors.ts';
import type { LoadResult } from '../spec/load-run.ts';
import type { RunResult } from '../spec/run.ts';

/** The contract with other people's scripts: see README. */
export const exitCodes = {
  conformant: 0,
  nonConformant: 1,
  usage: 2,
  harness: 3,
  incomplete: 4,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

export function exitCodeOf(run: RunResult): ExitCode {
  switch (run.conclusion) {
    case 'conformant':
      return exitCodes.conformant;
    case 'non-conformant':
      return exitCodes.nonConformant;
    case 'incomplete':
      return exitCodes.incomplete;
    case 'error':
      return exitCodes.harness;
  }
}

/** Of several runs the gravest: a proven violation first, then a broken harness, then gaps. */
export function exitCodeOfAll(runs: readonly RunResult[]): ExitCode {
  const codes = runs.map(exitCodeOf);
  const gravest = [exitCodes.nonConformant, exitCodes.harness, exitCodes.incomplete].find((code) =>
    codes.includes(code),
  );
  return gravest ?? (runs.length === 0 ? exitCodes.incomplete : exitCodes.conformant);
}

/** Of load probes: a violation first, then a broken harness, then what could not be tried. */
export function exitCodeOfLoad(results: readonly Pick<LoadResult, 'verdict' | 'excused'>[]): ExitCode {
  const has = (...verdicts: readonly LoadResult['verdict'][]) =>
    results.some(({ verdict }) => verdicts.includes(verdict));
  if (has('fail')) return exitCodes.nonConformant;
  if (has('error')) return exitCodes.harness;
  const hasGap = results.some(({ verdict, excused }) => verdict === 'untestable' && excused === undefined);
  return has('pass', 'warn') && !hasGap ? exitCodes.conformant : exitCodes.incomplete;
}

/** What a thrown error means for the caller, and the one message to show. */
export function explainError(error: unknown): { readonly code: ExitCode; readonly message: string } {
  if (error instanceof SpecError || error instanceof UsageError)
    return { code: exitCodes.usage, message: error.message };
  if (error instanceof TargetError) return { code: exitCodes.harness, message: error.message };
  const message = error instanceof Error ? error.message : String(error);
  return { code: exitCodes.harness, message: `internal error: ${message}` };
}
