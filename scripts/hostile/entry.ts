import type { AuthModel } from '../../spec/model.ts';
import type { TargetConfig } from '../../suites/target.ts';
import type { ExitCode } from '../exit-codes.ts';

/** A way in which a target can be hostile or broken, and what the tool must make of it. */
export interface Entry {
  readonly id: string;
  /** What the target does, in one line. */
  readonly does: string;
  readonly code: ExitCode;
  /** A rule that must fail: the target is seen to be wrong, not just useless. */
  readonly fails?: string;
  /** Limit for an answer to begin. Small only where no answer ever comes: no outcome may depend on who is faster. */
  readonly timeoutMs?: number;
  /** What is judged: the usual few rules, or all of them. */
  readonly rules?: 'all';
  readonly start: (model: AuthModel) => Promise<HostileTarget>;
}

export interface HostileTarget {
  readonly config: Partial<TargetConfig> & Pick<TargetConfig, 'baseUrl'>;
  /** What the target got that it must not get; undefined if nothing. */
  readonly harmed?: () => string | undefined;
  readonly close: () => Promise<void>;
}
