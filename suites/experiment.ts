import type { AuthModel } from '../spec/model.ts';
import type { Lab } from './lab/lab.ts';
import type { DestructiveFamily } from './target.ts';

/**
 * A generator of traffic with a purpose. It adapts to what it gets back, appends everything to the history and
 * judges nothing. A `Lacking` thrown in it makes the rules that need it untestable; any other error makes them `error`.
 */
export interface Experiment {
  readonly id: string;
  /** The question, in one line. */
  readonly purpose: string;
  /** What it sends, step by step, for `explain`. */
  readonly steps: readonly string[];
  /** What it does harm to (`true`: all): opt-in on targets that are not isolated. */
  readonly destructive: boolean | readonly DestructiveFamily[];
  /** `true`, or why the document gives nothing to try. */
  readonly applies: (model: AuthModel) => true | string;
  readonly run: (lab: Lab) => Promise<void>;
}
