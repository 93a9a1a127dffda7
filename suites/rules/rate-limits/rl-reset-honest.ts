import type { Exchange } from '../../../spec/history.ts';
import type { Tier } from '../../../spec/model.ts';
import { finding, statusText, succeeded } from '../../judging/findings.ts';
import type { View } from '../../judging/view.ts';
import type { Finding, Rule } from '../../rule.ts';
import { byTier, fieldGrounds, isAbout, resetMs, tellsReset, voicesOf } from './limit-facts.ts';

export const rlResetHonest: Rule = {
  id: 'rl-reset-honest',
  title: 'When the reset has come there is room again, and not before',
  level: 'SHOULD',
  family: 'rate-limits',
  statements: ['RT-54'],
  sources: ['RateLimit fields draft §5'],
  experiments: ['limit-window'],
  rationale: 'The field is there to be waited for.',
  falsePositives:
    'The reset of the first refusal is compared with Date of the first answer that passed, with two seconds for rounding; the early side holds for fixed windows only. Fields that tell of another limit are not looked at.',
  applies: tellsReset,
  judge: (view) =>
    byTier(view, 'limit-window', ['over', 'half-way', 'too-early', 'after-wait', 'after-grace']).flatMap(
      ([tier, exchanges]) => {
        const over = exchanges.find(({ step }) => step === 'over');
        if (over === undefined) return [];
        const voices = voicesOf(view, tier, over).filter(({ told }) => isAbout(told, tier));
        return voices.flatMap(({ source, told }) => {
          const at = resetMs(told, over);
          const name = voices.length === 1 ? over.case : `${over.case}, ${source}`;
          return at === undefined ? [] : [judgeReset(view, { tier, exchanges, over, at, name })];
        });
      },
    ),
};

interface Reset {
  readonly tier: Tier;
  readonly exchanges: readonly Exchange[];
  readonly over: Exchange;
  readonly at: number;
  readonly name: string;
}

function judgeReset(view: View, { tier, exchanges, over, at, name }: Reset): Finding {
  const timed = exchanges.filter(({ step, response }) => step !== 'over' && response?.dateMs !== undefined);
  const late = timed.find(
    (exchange) => (exchange.response?.dateMs ?? 0) >= at + 2000 && !succeeded(exchange),
  );
  const early =
    tier.algorithm !== 'fixed-window'
      ? undefined
      : timed.find((exchange) => (exchange.response?.dateMs ?? 0) < at - 2000 && succeeded(exchange));
  const last = exchanges.findLast(({ step }) => ['after-wait', 'after-grace'].includes(step));
  const unreached = last !== undefined && !succeeded(last) && (last.response?.dateMs ?? 0) < at - 2000;
  const wrong = late ?? early;
  return finding(wrong === undefined, {
    case: name,
    expected: 'refused before the reset, passed after it',
    observed:
      wrong === undefined
        ? unreached
          ? 'not reached within the wait'
          : 'so it was'
        : `${statusText(wrong)} ${wrong === late ? 'after' : 'before'} the reset`,
    evidence: [over.seq, ...(wrong === undefined ? (last === undefined ? [] : [last.seq]) : [wrong.seq])],
    grounds: fieldGrounds(view, over, 'tier.resetAt', 'tier.resetIn', 'tiers'),
  });
}
