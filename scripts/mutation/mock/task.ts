import type { Outcome } from '../../../spec/outcome.ts';
import type { Attempt } from './attempt.ts';

type Hits = Readonly<Record<string, number>>;

/** How often each mutation's place was passed: on import, and per experiment. */
export interface Coverage {
  readonly static: Hits;
  readonly perTest: Readonly<Record<string, Hits>>;
}

/** What a thread is asked to do. */
export type Task =
  | { readonly kind: 'clean'; readonly document: string }
  | { readonly kind: 'attempt'; readonly parts: readonly Part[] };

/** What to run on one document, and how the rules come out there on the clean mock. */
export interface Part {
  readonly document: string;
  readonly chosen: readonly string[];
  readonly outcomes: ReadonlyMap<string, Outcome>;
}

export interface CleanRun {
  readonly outcomes: ReadonlyMap<string, Outcome>;
  /** Of the processor, per experiment. */
  readonly costsMs: ReadonlyMap<string, number>;
  readonly coverage: Coverage;
}

export type Told = 'alive' | Attempt | CleanRun;

/** Under this name the coverage of the mock's start is kept. */
export const atStart = '(start)';
