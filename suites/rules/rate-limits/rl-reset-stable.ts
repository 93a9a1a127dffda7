import { finding, succeeded } from '../../judging/findings.ts';
import type { Rule } from '../../rule.ts';
import { byTier, fieldGrounds, isAbout, resetMs, sourcesOf, tellsReset, voiceOf } from './limit-facts.ts';

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
    const told = tellsReset(model);
    return told === true
      ? model.tiers.some(({ algorithm }) => algorithm === 'fixed-window') || 'no limit has a fixed window'
      : told;
  },
  judge: (view) =>
    byTier(view, 'limit-window', ['spend', 'over', 'over-again', 'half-way', 'too-early'])
      .filter(([tier]) => tier.algorithm === 'fixed-window')
      .flatMap(([tier, exchanges]) => {
        const sources = sourcesOf(view, tier, exchanges);
        return sources.flatMap((source) => {
          const resets = exchanges.flatMap((exchange) => {
            // A request that passed after the refusal is in the next window already.
            if (['half-way', 'too-early'].includes(exchange.step) && succeeded(exchange)) return [];
            const told = voiceOf(view, tier, exchange, source);
            const at = resetMs(told, exchange);
            return at === undefined || told === undefined || !isAbout(told, tier)
              ? []
              : [{ at, seq: exchange.seq, exchange }];
          });
          const [first] = resets;
          const last = resets.at(-1);
          if (first === undefined || last === undefined || resets.length < 2) return [];
          const moved = Math.max(...resets.map(({ at }) => at)) - Math.min(...resets.map(({ at }) => at));
          const name = exchanges[0]?.case ?? tier.name;
          return [
            finding(moved <= 2000, {
              case: sources.length === 1 ? name : `${name}, ${source}`,
              expected: 'the same instant in all answers of the window',
              observed:
                moved <= 2000 ? `${resets.length} answers agree` : `moved by ${Math.round(moved / 1000)} s`,
              evidence: [first.seq, last.seq],
              grounds: fieldGrounds(view, first.exchange, 'tier.resetAt', 'tier.resetIn', 'tiers'),
            }),
          ];
        });
      }),
};
