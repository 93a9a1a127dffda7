import { finding } from '../../judging/findings.ts';
import type { Rule } from '../../rule.ts';
import { headersOf } from '../../wire/message.ts';
import { declaresRetryAfter, limitedAnswers, retryAfterGrounds, retryAfterPlace } from './retry-after.ts';

export const rlRetryAfterPresent: Rule = {
  id: 'rl-retry-after-present',
  title: 'A 429 that declares Retry-After has it',
  level: 'MUST',
  family: 'rate-limits',
  statements: ['RT-55'],
  sources: ['RFC 6585 §4'],
  experiments: ['limit-tiers', 'limit-window'],
  rationale: 'Without it clients guess, and guess too early.',
  falsePositives: 'Only where the document declares it; RFC 6585 makes it optional.',
  applies: declaresRetryAfter,
  judge: (view) => {
    const answers = limitedAnswers(view).filter(
      (exchange) => retryAfterPlace(view.operation(exchange)) !== undefined,
    );
    return [...Map.groupBy(answers, ({ operation }) => operation ?? '')].map(([key, exchanges]) => {
      const without = exchanges.find(
        ({ response }) => headersOf(response?.headers ?? [], 'retry-after').length === 0,
      );
      const shown = without ?? exchanges[0];
      return finding(without === undefined, {
        case: key,
        expected: 'Retry-After',
        observed: without === undefined ? `there on all ${exchanges.length}` : 'no Retry-After',
        evidence: shown === undefined ? [] : [shown.seq],
        grounds: shown === undefined ? [] : retryAfterGrounds(view, shown),
      });
    });
  },
};
