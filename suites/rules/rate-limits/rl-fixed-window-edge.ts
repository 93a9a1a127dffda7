import type { Tier } from '../../../spec/model.ts';
import { finding, succeeded, unanswered } from '../../judging/findings.ts';
import { edgeGapSeconds, hasEdgeTiers, tierLabel } from '../../predict/tiers.ts';
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
    'Fixed windows are measured and never judged. One request is granted for rounding where tokens trickle back.',
  applies: hasEdgeTiers,
  judge: (view) =>
    byTier(view, 'limit-edge', ['open', 'before-edge', 'after-edge']).map(([tier, exchanges]): Finding => {
      const early = exchanges.filter(({ step }) => step !== 'after-edge');
      const passed = exchanges.filter((one) => one.step === 'after-edge' && succeeded(one));
      const gap = edgeGapSeconds(tier);
      const most = allowedAfter(tier, gap);
      const base = {
        case: tierLabel(tier),
        expected: most === undefined ? 'whatever a fixed window does' : `at most ${most} after the end`,
        observed: `${early.filter(succeeded).length} before and ${passed.length} after the end of a window, ${gap} s apart`,
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

/** What may pass when all but one of the budget was spent a moment ago; undefined: a whole budget may. */
function allowedAfter({ algorithm, limit, windowSeconds }: Tier, gapSeconds: number): number | undefined {
  if (algorithm === 'fixed-window') return undefined;
  return algorithm === 'sliding-window' ? 1 : Math.floor(1 + (gapSeconds * limit) / windowSeconds) + 1;
}
