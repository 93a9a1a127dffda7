import { basisOf, citationsOf } from '../../../spec/facts.ts';
import type { Exchange } from '../../../spec/history.ts';
import type { Tier } from '../../../spec/model.ts';
import { finding, succeeded, unanswered } from '../../judging/findings.ts';
import type { View } from '../../judging/view.ts';
import { hasEdgeTiers, tierLabel } from '../../predict/tiers.ts';
import type { Finding, Rule } from '../../rule.ts';
import { byTier, limitedStatus, tierGrounds } from './limit-facts.ts';

export const rlFixedWindowEdge: Rule = {
  id: 'rl-fixed-window-edge',
  title: 'Where windows slide or buckets refill, nobody gets two budgets across the end of a window',
  level: 'SHOULD',
  family: 'rate-limits',
  statements: [],
  sources: ['OWASP API4:2023'],
  experiments: ['limit-edge'],
  rationale:
    'A fixed window lets through twice its limit in a moment; who documents a sliding one promises that it does not.',
  falsePositives:
    'Only where the document states the algorithm: fixed windows, and others that it merely assumes, are measured and never judged. What trickles back in the time from the first request before the end to the last after it is granted, and one for rounding; a sliding counter that weighs the previous window does the same.',
  applies: hasEdgeTiers,
  judge: (view) =>
    byTier(view, 'limit-edge', ['open', 'before-edge', 'after-edge']).map(([tier, exchanges]): Finding => {
      const early = exchanges.filter(({ step }) => step !== 'after-edge');
      const passed = exchanges.filter((one) => one.step === 'after-edge' && succeeded(one));
      const span = spanSeconds(view, exchanges);
      const allowed = allowedAfter(tier, span);
      // Where a whole budget may pass there is nothing that could be seen to be wrong.
      const most = isPromised(view, tier) && allowed < tier.limit ? allowed : undefined;
      const base = {
        case: tierLabel(tier),
        expected: most === undefined ? 'nothing that could be judged' : `at most ${most} after the end`,
        observed: `${early.filter(succeeded).length} before and ${passed.length} after the end of a window, within ${Math.round(span)} s`,
        evidence: [...early.slice(-1), ...passed.slice(-1)].map(({ seq }) => seq),
        grounds: tierGrounds(view, tier, 'algorithm', 'limit', 'window'),
      };
      if (most === undefined) return { ...base, verdict: 'noted' };
      const [first] = exchanges;
      const silence = unanswered(exchanges, [
        429,
        limitedStatus(first === undefined ? undefined : view.operation(first)),
      ]);
      const complete = early.length === tier.limit && early.every(succeeded);
      if (silence !== undefined || !complete)
        return {
          ...base,
          verdict: 'untestable',
          observed: silence ?? 'refused before the end of the window',
        };
      return finding(passed.length <= most, base);
    }),
};

/** Does the document itself say that the window slides or that tokens trickle back? */
function isPromised({ model }: View, tier: Tier): boolean {
  return tier.algorithm !== 'fixed-window' && basisOf(model, citationsOf(tier, 'algorithm')) === 'stated';
}

/** From the first request before the end to the last one after it, on the target's clock. */
function spanSeconds(view: View, exchanges: readonly Exchange[]): number {
  const first = exchanges.find(({ step }) => step === 'before-edge');
  const last = exchanges.findLast(({ step }) => step === 'after-edge');
  if (first === undefined || last === undefined) return 0;
  // A real wait is part of what the harness's own clock shows, time that a hook lets pass is not.
  const advanced = view
    .facts('clock', last.experiment)
    .filter(({ seq, rung }) => rung === 'hook' && seq > first.seq && seq < last.seq)
    .reduce((sum, { advancedSeconds }) => sum + advancedSeconds, 0);
  return advanced + (last.endedMs - first.startedMs) / 1000;
}

/** What may pass when all but one of the budget was spent within the span. */
function allowedAfter({ limit, windowSeconds }: Tier, seconds: number): number {
  return Math.floor(1 + (seconds * limit) / windowSeconds) + 1;
}
