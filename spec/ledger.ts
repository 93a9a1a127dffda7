import type { Outcome } from './outcome.ts';

/** What became of one statement of a document, or of one general rule. */
export interface LedgerRow {
  /** `RG-15`, or the slug of a general rule. */
  readonly id: string;
  /** The document that it stands in, or the section of the general rules. */
  readonly group: string;
  readonly text: string;
  /** Where it comes from: words of the original, or a standard with its section and strength. */
  readonly source: string;
  /**
   * - `checked`: a rule judged it, or watched for it and reported that there was nothing to judge (`info`).
   * - `unjudged`: rules name it, but none came to a verdict: its document was not run, or the run had no means.
   * - `planned`: no rule names it, and no reason is given.
   * - `excluded`: no black box can observe it; `reason` says why.
   */
  readonly state: 'checked' | 'unjudged' | 'planned' | 'excluded';
  /** Ids of the rules that check it. */
  readonly rules: readonly string[];
  /** Last outcome by rule and document; a statement is judged on its own document only. */
  readonly outcomes: Readonly<Record<string, Readonly<Record<string, Outcome>>>>;
  /** Why a black box can't observe it. */
  readonly reason?: string;
}

/** Coverage of everything that the documents and the standards say, as one run or several showed it. */
export interface Ledger {
  readonly statements: readonly LedgerRow[];
  readonly general: readonly LedgerRow[];
}

export interface LedgerCounts {
  readonly total: number;
  readonly checked: number;
  readonly unjudged: number;
  readonly planned: number;
  readonly excluded: number;
  /** Excluded ÷ total. */
  readonly excludedShare: number;
}

export function countRows(rows: readonly LedgerRow[]): LedgerCounts {
  const count = (state: LedgerRow['state']): number => rows.filter((row) => row.state === state).length;
  const excluded = count('excluded');
  return {
    total: rows.length,
    checked: count('checked'),
    unjudged: count('unjudged'),
    planned: count('planned'),
    excluded,
    excludedShare: rows.length === 0 ? 0 : excluded / rows.length,
  };
}
