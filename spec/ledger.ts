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
  readonly state: 'checked' | 'planned' | 'excluded';
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
    planned: count('planned'),
    excluded,
    excludedShare: rows.length === 0 ? 0 : excluded / rows.length,
  };
}
