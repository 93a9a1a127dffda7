import { finding, succeeded, unanswered } from '../../judging/findings.ts';
import { hasTiers } from '../../predict/tiers.ts';
import type { Finding, Rule } from '../../rule.ts';
import { byTier, limitedStatus, tierGrounds } from './limit-facts.ts';

export const rlExactLimit: Rule = {
  id: 'rl-exact-limit',
  title: 'As many requests pass as the limit says, and the next one does not',
  level: 'MUST',
  family: 'rate-limits',
  statements: ['RT-48', 'RT-49', 'RT-50'],
  sources: ['OWASP API4:2023'],
  experiments: ['limit-tiers'],
  rationale:
    'One too few breaks clients that count; one too many shows a counter that is read before it is written, or not at all.',
  falsePositives:
    'A fresh credential (or whole windows that passed), one request after the other. The window is taken to open with the first request; tighter tiers are waited out. Buckets that refill meanwhile need a clock that stands still.',
  applies: hasTiers,
  judge: (view) =>
    byTier(view, 'limit-tiers', ['spend', 'over']).map(([tier, exchanges]): Finding => {
      const within = exchanges.filter(({ step }) => step === 'spend');
      const passed = within.filter(succeeded).length;
      const over = exchanges.find(({ step }) => step === 'over');
      const overPassed = over !== undefined && succeeded(over);
      const refused = within.find((exchange) => !succeeded(exchange));
      const base = {
        case: exchanges[0]?.case ?? tier.name,
        expected: `${tier.limit} of ${tier.limit} in ${tier.windowSeconds} s, and not one more`,
        observed:
          refused !== undefined
            ? `refused after ${passed}`
            : overPassed
              ? `request ${tier.limit + 1} passed`
              : `${passed}, then refused`,
        evidence: [refused ?? within.at(-1), over].flatMap((exchange) =>
          exchange === undefined ? [] : [exchange.seq],
        ),
        grounds: tierGrounds(view, tier, 'limit', 'window'),
      };
      const operation = within[0] === undefined ? undefined : view.operation(within[0]);
      const silence =
        overPassed && refused === undefined
          ? undefined
          : unanswered([...within, over], [429, limitedStatus(operation)]);
      return silence === undefined
        ? finding(passed === tier.limit && !overPassed, base)
        : { ...base, verdict: 'untestable', observed: silence };
    }),
};
