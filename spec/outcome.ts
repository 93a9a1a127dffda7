import type { Basis, Citation } from './model.ts';

/** RFC 2119 level of a rule. */
export type Level = 'MUST' | 'SHOULD' | 'MAY';

/**
 * What became of one rule on one case.
 * - `pass`, `fail`: judged, with a positive control where the rule is about a denial.
 * - `warn`: a SHOULD, or a fact that is only assumed, does not hold.
 * - `info`: observed and reported, never judged (open facts, MAY rules).
 * - `not-applicable`: the document says that the feature is absent.
 * - `untestable`: it is there, but this run had no means; `observed` says which.
 * - `error`: harness or network.
 */
export type Outcome = 'pass' | 'fail' | 'warn' | 'info' | 'not-applicable' | 'untestable' | 'error';

/** Worst first: the outcome of a rule is the worst of its cases. */
export const outcomesWorstFirst: readonly Outcome[] = [
  'fail',
  'error',
  'untestable',
  'warn',
  'pass',
  'info',
  'not-applicable',
];

export interface Verdict {
  readonly rule: string;
  readonly level: Level;
  /** What was judged: `Treasurer × POST /users`, `two spaces`. Unique within a rule and run. */
  readonly case: string;
  readonly outcome: Outcome;
  readonly expected: string;
  readonly observed: string;
  /** Sequence numbers of the exchanges that show it. */
  readonly evidence: readonly number[];
  /** The facts of the document that the verdict leans on. */
  readonly grounds: readonly Citation[];
  /** Statement ids and standards' sections of the rule. */
  readonly cites: readonly string[];
  /** Set when the document declares that it departs from the rule. */
  readonly departure?: string;
  /** Set on `untestable` when the target file declares that the means is lacking: the reason. */
  readonly excused?: string;
  /** Set when time had to pass: by which means it did. */
  readonly clock?: ClockRung;
  /** Set on a failure that a baseline expects. */
  readonly known?: KnownFailure;
}

/**
 * How time passed for a verdict, best means first: the target's clock was moved; a lifetime or window that is short by
 * declaration was really waited out; some other real wait within `--max-wait`; or there was no means.
 */
export type ClockRung = 'hook' | 'declared-short' | 'wait' | 'none';

/** What a baseline says of a failure. */
export interface KnownFailure {
  readonly reason?: string;
  /** Last day (UTC) on which it is excused: `2027-03-31`. */
  readonly until?: string;
}

export interface RuleResult {
  readonly rule: string;
  readonly title: string;
  readonly level: Level;
  readonly family: string;
  readonly statements: readonly string[];
  readonly sources: readonly string[];
  /** The worst of the verdicts. */
  readonly outcome: Outcome;
  readonly verdicts: readonly Verdict[];
}

/**
 * The grade of a violation: a MUST (or a SHOULD that the document itself states) fails, a SHOULD or an assumed
 * fact warns, a MAY or an open fact informs. Strict grading turns warnings into failures.
 */
export function grade(level: Level, grounds: readonly Citation[], strict: boolean): 'fail' | 'warn' | 'info' {
  const basis = weakest(grounds);
  if (basis === 'open' || (level === 'MAY' && basis !== 'stated')) return 'info';
  const soft = basis === 'assumed' || (level !== 'MUST' && basis !== 'stated');
  return soft && !strict ? 'warn' : 'fail';
}

/** The weakest basis among the grounds: a verdict is as good as its weakest fact. */
export function weakest(grounds: readonly Citation[]): Basis | undefined {
  if (grounds.length === 0) return undefined;
  if (grounds.some((citation) => citation.basis === 'open')) return 'open';
  return grounds.some((citation) => citation.basis === 'assumed') ? 'assumed' : 'stated';
}

export function worst(outcomes: readonly Outcome[]): Outcome {
  return outcomesWorstFirst.find((outcome) => outcomes.includes(outcome)) ?? 'untestable';
}
