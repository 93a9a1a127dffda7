import { finding, statusText, succeeded } from '../../judging/findings.ts';
import { limitFieldsOf } from '../../judging/limit-fields.ts';
import { limitsTold } from '../../predict/tiers.ts';
import type { Rule } from '../../rule.ts';
import { byTier, fieldGrounds } from './limit-facts.ts';

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
    'The reset of the first refusal is compared with Date of the first answer that passed, with two seconds for rounding; the early side holds for fixed windows only.',
  applies: (model) => limitsTold(model, 'tier.resetAt'),
  judge: (view) =>
    byTier(view, 'limit-window', ['over', 'half-way', 'too-early', 'after-wait']).flatMap(
      ([tier, exchanges]) => {
        const over = exchanges.find(({ step }) => step === 'over');
        const at =
          over === undefined ? undefined : limitFieldsOf(view.operation(over), over).plain?.resetAtMs;
        if (over === undefined || at === undefined) return [];
        const timed = exchanges.filter(
          ({ step, response }) => step !== 'over' && response?.dateMs !== undefined,
        );
        const late = timed.find(
          (exchange) => (exchange.response?.dateMs ?? 0) >= at + 2000 && !succeeded(exchange),
        );
        const early =
          tier.algorithm !== 'fixed-window'
            ? undefined
            : timed.find((exchange) => (exchange.response?.dateMs ?? 0) < at - 2000 && succeeded(exchange));
        const last = exchanges.find(({ step }) => step === 'after-wait');
        const unreached = last !== undefined && !succeeded(last) && (last.response?.dateMs ?? 0) < at - 2000;
        const wrong = late ?? early;
        return [
          finding(wrong === undefined, {
            case: over.case,
            expected: 'refused before the reset, passed after it',
            observed:
              wrong === undefined
                ? unreached
                  ? 'not reached within the wait'
                  : 'so it was'
                : `${statusText(wrong)} ${wrong === late ? 'after' : 'before'} the reset`,
            evidence: [
              over.seq,
              ...(wrong === undefined ? (last === undefined ? [] : [last.seq]) : [wrong.seq]),
            ],
            grounds: fieldGrounds(view, over, 'tier.resetAt'),
          }),
        ];
      },
    ),
};
