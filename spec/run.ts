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
  /** Why the run ended before everything was tried: the target stopped answering, or wore the tool out. */
  readonly stopped?: string;
  /** Sealed: no secret in it. */
  readonly history: History;
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
