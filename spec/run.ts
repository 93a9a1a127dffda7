import type { History } from './history.ts';
import type { AuthModel } from './model.ts';
import type { Outcome, RuleResult } from './outcome.ts';

/** All that a report needs: a report is a pure function of this. */
export interface RunResult {
  readonly tool: { readonly name: string; readonly version: string };
  readonly spec: { readonly name: string; readonly title: string };
  readonly target: { readonly baseUrl: string; readonly embedded: boolean };
  readonly startedAt: string;
  readonly durationMs: number;
  readonly strict: boolean;
  /** Of the order of the experiments and, on the embedded mock, of every secret and id. */
  readonly seed?: string;
  readonly conclusion: 'conformant' | 'non-conformant' | 'incomplete' | 'error';
  readonly counts: Readonly<Record<Outcome, number>>;
  /** Rules that are untestable for declared reasons only, by reason. */
  readonly excused?: readonly Excuse[];
  /** What the reader should mend: a declared lack that is none. */
  readonly warnings?: readonly string[];
  readonly rules: readonly RuleResult[];
  readonly experiments: readonly ExperimentResult[];
  readonly requests: number;
  /** Why it ended before everything was tried; then it is never conformant. */
  readonly cutShort?: 'interrupted' | 'request-ceiling';
  /** The pace that was kept, where there was a ceiling. */
  readonly pace?: {
    readonly perSecond?: number;
    readonly total?: number;
    /** Milliseconds that requests waited for their turn. */
    readonly pacedMs: number;
  };
  /** What it made on a target that others share. */
  readonly made?: MadeSummary;
  /** Set where the target has a clock of its own. */
  readonly clockSkew?: ClockSkew;
  /** Set when the run was compared with known failures. */
  readonly baseline?: BaselineOutcome;
  /** Why the run ended before everything was tried: the target stopped answering, or wore the tool out. */
  readonly stopped?: string;
  /** Sealed: no secret in it. */
  readonly history: History;
}

export interface MadeSummary {
  readonly count: number;
  readonly removed: number;
  /** What is still there, for a human to remove. */
  readonly left: readonly { readonly what: string; readonly reason: string }[];
}

/** How far the clock of the target is off the local one: positive is ahead. Times are judged against the target's. */
export interface ClockSkew {
  readonly seconds: number;
  readonly uncertaintySeconds: number;
  /** Answers that it was measured on. */
  readonly samples: number;
  readonly toleranceSeconds: number;
  readonly exceeded: boolean;
}

/** A run beside its known failures. Each entry as `rule` or `rule [case]`. */
export interface BaselineOutcome {
  /** Failures that it excuses. */
  readonly known: number;
  /** Failures that it does not. */
  readonly unexpected: readonly string[];
  /** Entries for what no longer fails. */
  readonly stale: readonly string[];
  /** Entries whose last day is over: they excuse nothing. */
  readonly expired: readonly string[];
  /** Entries for what this run could not judge. */
  readonly unjudged: readonly string[];
}

/** A means that the target is said to lack, with the rules that could not be judged for it. */
export interface Excuse {
  readonly reason: string;
  readonly rules: readonly string[];
}

export interface ExperimentResult {
  readonly id: string;
  readonly purpose: string;
  readonly state: 'finished' | 'lacking' | 'broke' | 'not-applicable';
  readonly message: string;
  readonly requests: number;
  readonly durationMs: number;
}

/** A run with the model it was judged by; reports that show the permission matrix need both. */
export interface ReportInput {
  readonly run: RunResult;
  readonly model: AuthModel;
}
