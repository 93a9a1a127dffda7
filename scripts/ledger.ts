import type { Outcome } from '../spec/outcome.ts';
import type { RunResult } from '../spec/run.ts';
import { exclusions, statements } from '../spec/statements.ts';
import { rules } from '../suites/rules/index.ts';

/** One statement of a vendor document, and what became of it. */
export interface LedgerRow {
  readonly id: string;
  readonly document: string;
  readonly text: string;
  readonly state: 'checked' | 'planned' | 'excluded';
  readonly rules: readonly string[];
  /** Last outcome per rule, from the run of the statement's own document. */
  readonly outcomes: Readonly<Record<string, Outcome>>;
  /** Why a black box can't observe it. */
  readonly reason?: string;
}

/** Every statement with its rules and their outcomes in the given runs. */
export function makeLedger(runs: readonly RunResult[]): readonly LedgerRow[] {
  return statements.map(({ id, document, text }) => {
    const checking = rules.filter((rule) => rule.statements.includes(id));
    const run = runs.find((one) => one.spec.name === document);
    const outcomes = Object.fromEntries(
      checking.flatMap((rule) => {
        const result = run?.rules.find((one) => one.rule === rule.id);
        return result === undefined ? [] : [[rule.id, result.outcome]];
      }),
    );
    const reason = exclusions.get(id);
    const state = checking.length > 0 ? 'checked' : reason === undefined ? 'planned' : 'excluded';
    return {
      id,
      document,
      text,
      state,
      rules: checking.map((rule) => rule.id),
      outcomes,
      ...(reason === undefined || state === 'checked' ? {} : { reason }),
    };
  });
}
