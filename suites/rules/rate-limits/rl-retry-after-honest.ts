import { finding, statusText, succeeded, unanswered } from '../../judging/findings.ts';
import { tierLabel } from '../../predict/tiers.ts';
import type { Finding, Rule } from '../../rule.ts';
import { byTier, limitedStatus } from './limit-facts.ts';
import { declaresRetryAfter, retryAfterGrounds, waitOf } from './retry-after.ts';

export const rlRetryAfterHonest: Rule = {
  id: 'rl-retry-after-honest',
  title: 'Waiting as long as Retry-After says is enough, and not much less is',
  level: 'MUST',
  family: 'rate-limits',
  statements: ['RT-55'],
  sources: ['RFC 9110 §10.2.3'],
  experiments: ['limit-window'],
  rationale: 'Too short and every client comes back to be refused; a constant, and all come back together.',
  falsePositives:
    "The early side holds for fixed windows only, and leaves two seconds for rounding. The wait is the target's own time: its clock hook, else a real wait.",
  applies: declaresRetryAfter,
  judge: (view) =>
    byTier(view, 'limit-window', ['over', 'over-again', 'half-way', 'too-early', 'after-wait']).flatMap(
      ([tier, exchanges]): readonly Finding[] => {
        const over = exchanges.find(({ step }) => step === 'over');
        const after = exchanges.find(({ step }) => step === 'after-wait');
        const wait = over === undefined ? undefined : waitOf(over);
        if (over === undefined || wait === undefined) return [];
        const early =
          tier.algorithm === 'fixed-window'
            ? exchanges.find((one) => ['half-way', 'too-early'].includes(one.step) && succeeded(one))
            : undefined;
        const later = exchanges.find(({ step }) => step === 'half-way');
        const grows =
          later !== undefined &&
          (waitOf(later) ?? 0) > wait - Number(later.detail['waited'] ?? 0) + 2 &&
          tier.algorithm === 'fixed-window';
        const wrong = [
          ...(wait <= 0 ? [`${wait} while refused`] : []),
          ...(wait > tier.windowSeconds + 2 ? [`${wait} s for a window of ${tier.windowSeconds} s`] : []),
          ...(after !== undefined && !succeeded(after)
            ? [`${statusText(after)} after waiting ${wait} s`]
            : []),
          ...(early !== undefined ? [`passed after ${early.detail['waited']} of ${wait} s`] : []),
          ...(grows ? ['does not shrink while time passes'] : []),
        ];
        const expected = `refused until the wait is over, then passed; at most ${tier.windowSeconds} s`;
        const limited = [429, limitedStatus(view.operation(over))];
        const silence = unanswered([over, later, after], limited);
        if (silence !== undefined)
          return [
            {
              case: tierLabel(tier),
              verdict: 'untestable',
              expected,
              observed: silence,
              evidence: exchanges.map(({ seq }) => seq),
            },
          ];
        return [
          finding(wrong.length === 0, {
            case: tierLabel(tier),
            expected,
            observed: wrong.length === 0 ? `${wait} s, true` : wrong.join('; '),
            evidence: [over.seq, ...[early, after].flatMap((one) => (one === undefined ? [] : [one.seq]))],
            grounds: retryAfterGrounds(view, over),
          }),
        ];
      },
    ),
};
