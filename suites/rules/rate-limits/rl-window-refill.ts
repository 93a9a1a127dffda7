import { finding, succeeded } from '../../judging/findings.ts';
import { limitFieldsOf } from '../../judging/limit-fields.ts';
import { hasTiers, tierLabel } from '../../predict/tiers.ts';
import type { Rule } from '../../rule.ts';
import { byTier, tierGrounds } from './limit-facts.ts';

export const rlWindowRefill: Rule = {
  id: 'rl-window-refill',
  title: 'With the next window the whole budget is back, and no more than that',
  level: 'MUST',
  family: 'rate-limits',
  statements: ['RT-48', 'RT-49', 'RT-54'],
  sources: ['OWASP API4:2023'],
  experiments: ['limit-window'],
  rationale: 'A counter that is not cleared locks out for ever; one that adds up lets bursts grow.',
  falsePositives:
    'Fixed windows only. Counts if the first request after the wait passed; that it does is the business of rl-retry-after-honest.',
  applies: (model) =>
    hasTiers(model) === true
      ? model.tiers.some(({ algorithm, counts }) => algorithm === 'fixed-window' && counts !== 'failures') ||
        'no limit has a fixed window'
      : hasTiers(model),
  judge: (view) =>
    byTier(view, 'limit-window', ['half-way', 'too-early', 'after-wait', 'refill', 'refill-over'])
      .filter(([tier]) => tier.algorithm === 'fixed-window')
      .map(([tier, exchanges]) => {
        const first = exchanges.find(({ step }) => step === 'after-wait');
        const early = exchanges.some(
          (exchange) => ['half-way', 'too-early'].includes(exchange.step) && succeeded(exchange),
        );
        const refused = exchanges.find((exchange) => exchange.step === 'refill' && !succeeded(exchange));
        const over = exchanges.find(({ step }) => step === 'refill-over');
        const base = {
          case: tierLabel(tier),
          expected: `${tier.limit} more, then refused`,
          evidence: [first, refused ?? over].flatMap((one) => (one === undefined ? [] : [one.seq])),
          grounds: tierGrounds(view, tier, 'window', 'algorithm'),
        };
        if (first === undefined || !succeeded(first) || over === undefined)
          return { ...base, verdict: 'untestable', observed: 'nothing passed after the wait' };
        if (early)
          return {
            ...base,
            verdict: 'untestable',
            observed: 'the next window began before the announced wait was over',
          };
        const { plain } = limitFieldsOf(view.operation(first), first);
        const told =
          plain?.remaining !== undefined && plain.limit === tier.limit ? plain.remaining : tier.limit - 1;
        const wrong = [
          ...(refused === undefined ? [] : [`refused after ${exchanges.filter(succeeded).length}`]),
          ...(refused === undefined && succeeded(over) ? [`request ${tier.limit + 1} passed`] : []),
          ...(told === tier.limit - 1 ? [] : [`${told} remaining with the first`]),
        ];
        return finding(wrong.length === 0, {
          ...base,
          observed: wrong.length === 0 ? 'so it was' : wrong.join('; '),
        });
      }),
};
