import type { ClockRung, Verdict } from '../../spec/outcome.ts';
import type { Rule } from '../rule.ts';
import type { View } from './view.ts';

/** How `Lab.wait` says that it could not. */
const noMeans = /^needs [\d.]+ s to pass/;

const gravestFirst: readonly ClockRung[] = ['wait', 'declared-short', 'hook'];

/**
 * By which means time passed for a verdict: in an experiment of the rule, before the last exchange that shows it.
 * Passive rules judge traffic that other questions gave rise to: no time passed for them.
 */
export function clockRungOf(view: View, rule: Rule, verdict: Verdict): ClockRung | undefined {
  if (rule.experiments.length === 0) return undefined;
  if (verdict.outcome === 'untestable' && noMeans.test(verdict.observed)) return 'none';
  const last = new Map<string, number>();
  for (const seq of verdict.evidence) {
    const exchange = view.exchange(seq);
    if (exchange === undefined || !rule.experiments.includes(exchange.experiment)) continue;
    last.set(exchange.experiment, Math.max(seq, last.get(exchange.experiment) ?? 0));
  }
  const rungs = view.facts('clock').filter(({ experiment, seq }) => seq < (last.get(experiment) ?? -1));
  return gravestFirst.find((rung) => rungs.some((fact) => fact.rung === rung));
}
