import type { Ledger, LedgerRow } from '../spec/ledger.ts';
import type { Outcome } from '../spec/outcome.ts';
import type { RunResult } from '../spec/run.ts';
import { exclusions, generalRules, statements } from '../spec/statements.ts';
import type { Rule } from '../suites/rule.ts';
import { rules } from '../suites/rules/index.ts';

/** Every statement and general rule with the rules that check it and their outcomes in the given runs. */
export function makeLedger(runs: readonly RunResult[]): Ledger {
  return {
    statements: statements.map(({ id, document, text, locator }) =>
      makeRow(
        { id, group: document, text, source: locator },
        rules.filter((rule) => rule.statements.includes(id)),
        runs.filter((run) => run.spec.name === document),
      ),
    ),
    general: generalRules.map(({ slug, section, observe, level, citation }) =>
      makeRow(
        { id: slug, group: section, text: observe, source: `${level}; ${citation}` },
        rules.filter((rule) => rule.id === slug || rule.general?.includes(slug)),
        runs,
      ),
    ),
  };
}

function makeRow(
  about: Pick<LedgerRow, 'id' | 'group' | 'text' | 'source'>,
  checking: readonly Rule[],
  runs: readonly RunResult[],
): LedgerRow {
  const reason = exclusions.get(about.id);
  const outcomes = Object.fromEntries(checking.map(({ id }) => [id, outcomesOf(id, runs)]));
  const seen = Object.values(outcomes).flatMap((one) => Object.values(one));
  const state = stateOf(checking.length > 0, seen, reason !== undefined);
  return {
    ...about,
    state,
    rules: checking.map((rule) => rule.id),
    outcomes,
    ...(state === 'excluded' && reason !== undefined ? { reason } : {}),
  };
}

function outcomesOf(rule: string, runs: readonly RunResult[]): Readonly<Record<string, Outcome>> {
  return Object.fromEntries(
    runs.flatMap((run) => {
      const result = run.rules.find((one) => one.rule === rule);
      return result === undefined ? [] : [[run.spec.name, result.outcome]];
    }),
  );
}

const looked: ReadonlySet<Outcome> = new Set<Outcome>(['pass', 'fail', 'warn', 'info']);

function stateOf(isNamed: boolean, seen: readonly Outcome[], isExcluded: boolean): LedgerRow['state'] {
  // A rule that names a statement and never applies to its document checks nothing.
  if (seen.some((outcome) => looked.has(outcome))) return 'checked';
  if (isExcluded) return 'excluded';
  return isNamed ? 'unjudged' : 'planned';
}
