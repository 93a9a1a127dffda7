import { finding, succeeded } from '../../judging/findings.ts';
import { limitFieldsOf } from '../../judging/limit-fields.ts';
import { limitsTold } from '../../predict/tiers.ts';
import type { Rule } from '../../rule.ts';
import { byTier, fieldGrounds } from './limit-facts.ts';

export const rlResetStable: Rule = {
  id: 'rl-reset-stable',
  title: 'Within one fixed window the reset stays where it is',
  level: 'SHOULD',
  family: 'rate-limits',
  statements: ['RT-54'],
  sources: ['RateLimit fields draft §5'],
  experiments: ['limit-window'],
  rationale: 'A reset that moves with every request never comes.',
  falsePositives:
    'Fixed windows only: sliding ones and buckets move by design. A third of the window passes between the halves. Two seconds for rounding.',
  applies: (model) => {
    const told = limitsTold(model, 'tier.resetAt', 'tier.resetIn');
    return told === true
      ? model.tiers.some(({ algorithm }) => algorithm === 'fixed-window') || 'no limit has a fixed window'
      : told;
  },
  judge: (view) =>
    byTier(view, 'limit-window', ['spend', 'over', 'over-again', 'half-way', 'too-early'])
      .filter(([tier]) => tier.algorithm === 'fixed-window')
      .flatMap(([tier, exchanges]) => {
        const resets = exchanges.flatMap((exchange) => {
          // A request that passed after the refusal is in the next window already.
          if (['half-way', 'too-early'].includes(exchange.step) && succeeded(exchange)) return [];
          const { plain } = limitFieldsOf(view.operation(exchange), exchange);
          const { dateMs } = exchange.response ?? {};
          const at =
            plain?.resetAtMs ??
            (plain?.resetInSeconds === undefined || dateMs === undefined
              ? undefined
              : dateMs + plain.resetInSeconds * 1000);
          const describesIt = plain?.limit === undefined || plain.limit === tier.limit;
          return at === undefined || !describesIt ? [] : [{ at, seq: exchange.seq, exchange }];
        });
        const [first] = resets;
        const last = resets.at(-1);
        if (first === undefined || last === undefined || resets.length < 2) return [];
        const moved = Math.max(...resets.map(({ at }) => at)) - Math.min(...resets.map(({ at }) => at));
        return [
          finding(moved <= 2000, {
            case: exchanges[0]?.case ?? tier.name,
            expected: 'the same instant in all answers of the window',
            observed:
              moved <= 2000 ? `${resets.length} answers agree` : `moved by ${Math.round(moved / 1000)} s`,
            evidence: [first.seq, last.seq],
            grounds: fieldGrounds(view, first.exchange, 'tier.resetAt', 'tier.resetIn'),
          }),
        ];
      }),
};
