import { finding } from '../../judging/findings.ts';
import { limitFieldsOf } from '../../judging/limit-fields.ts';
import type { Finding, Rule } from '../../rule.ts';
import { limitedStatus } from './limit-facts.ts';
import { declaresRetryAfter, limitedAnswers, retryAfterGrounds, waitOf } from './retry-after.ts';

export const rlRetryAfterVsReset: Rule = {
  id: 'rl-retry-after-vs-reset',
  title: 'Retry-After does not point to a time before the reset of the same answer',
  level: 'SHOULD',
  family: 'rate-limits',
  statements: ['RT-54', 'RT-55'],
  sources: ['RateLimit fields draft §6'],
  experiments: ['limit-window'],
  rationale: 'Two clocks in one answer: the client obeys one and is refused by the other.',
  falsePositives:
    'Two seconds for rounding; later than the reset is fine. Where Retry-After is itself the only field with a reset there is nothing to compare.',
  applies: (model) => {
    if (declaresRetryAfter(model) !== true) return declaresRetryAfter(model);
    const other = model.operations.some((operation) =>
      operation.responses
        .get(limitedStatus(operation))
        ?.places.some(
          ({ attribute, at }) => attribute === 'tier.resetAt' && at.toLowerCase() !== 'retry-after',
        ),
    );
    return other || 'no other field of a 429 names the time of the reset';
  },
  judge: (view) => {
    const worst = new Map<string, Finding>();
    for (const exchange of limitedAnswers(view)) {
      const wait = waitOf(exchange);
      const at = limitFieldsOf(view.operation(exchange), exchange).plain?.resetAtMs;
      const { dateMs } = exchange.response ?? {};
      if (wait === undefined || at === undefined || dateMs === undefined) continue;
      const ahead = (at - dateMs) / 1000 - wait;
      const name = exchange.operation ?? '';
      if (worst.get(name)?.verdict === 'violated' || (worst.has(name) && ahead <= 2)) continue;
      worst.set(
        name,
        finding(ahead <= 2, {
          case: name,
          expected: 'not before the reset',
          observed: ahead <= 2 ? 'not before it' : `${Math.round(ahead)} s before it`,
          evidence: [exchange.seq],
          grounds: retryAfterGrounds(view, exchange),
        }),
      );
    }
    return [...worst.values()];
  },
};
