import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { UsageError } from '../spec/errors.ts';
import type { RunResult } from '../spec/run.ts';

/** Rules (and cases) that are known to fail: they do not fail the run, and an entry that no longer fails does. */
export interface Baseline {
  readonly expected: readonly { readonly rule: string; readonly case?: string }[];
}

/** @throws UsageError if the file cannot be read or is not `expected: [{rule, case?}]` */
export function readBaseline(file: string): Baseline {
  let value: unknown;
  try {
    value = parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new UsageError(`${file}: ${error instanceof Error ? error.message.split('\n')[0] : String(error)}`);
  }
  if (!isBaseline(value)) throw new UsageError(`${file} #/expected: expected a list of {rule, case?}`);
  return value;
}

export interface BaselineComparison {
  /** Failures that no entry covers. */
  readonly unexpected: readonly string[];
  /** Entries that nothing failed for. */
  readonly stale: readonly string[];
}

/** Compares the failures of a run with a baseline. */
export function compareWithBaseline(run: RunResult, baseline: Baseline): BaselineComparison {
  const failures = run.rules.flatMap((rule) => rule.verdicts.filter(({ outcome }) => outcome === 'fail'));
  const covers = (entry: Baseline['expected'][number], failure: (typeof failures)[number]) =>
    entry.rule === failure.rule && (entry.case === undefined || entry.case === failure.case);
  const name = (rule: string, ofCase: string | undefined) =>
    ofCase === undefined ? rule : `${rule} [${ofCase}]`;
  return {
    unexpected: failures
      .filter((failure) => !baseline.expected.some((entry) => covers(entry, failure)))
      .map((failure) => name(failure.rule, failure.case)),
    stale: baseline.expected
      .filter((entry) => !failures.some((failure) => covers(entry, failure)))
      .map((entry) => name(entry.rule, entry.case)),
  };
}

function isBaseline(value: unknown): value is Baseline {
  if (typeof value !== 'object' || value === null || !('expected' in value) || !Array.isArray(value.expected))
    return false;
  return value.expected.every(
    (entry: unknown) =>
      typeof entry === 'object' && entry !== null && 'rule' in entry && typeof entry.rule === 'string',
  );
}
