import { cacheDirectives } from '../../judging/answers.ts';
import { judgeAll, orNone } from '../../judging/passive.ts';
import type { Rule } from '../../rule.ts';

export const cacheErrorsPrivate: Rule = {
  id: 'cache-errors-private',
  title: 'Refusals may not be kept by shared caches',
  level: 'SHOULD',
  family: 'caching',
  statements: [],
  sources: ['RFC 9111 §4.2.2', 'RFC 9110 §15.5.5'],
  experiments: [],
  rationale: 'A 404 that hides a record from one caller, kept and served to its owner, loses it for all.',
  falsePositives: 'Only explicit permission to share counts.',
  applies: () => true,
  judge: (view) =>
    orNone(
      judgeAll(view.exchangeList, 'no public or s-maxage', (exchange) => {
        if (![401, 403, 404].includes(exchange.response?.status ?? 0)) return undefined;
        const shared = ['public', 's-maxage'].find((name) => cacheDirectives(exchange).has(name));
        return shared === undefined || { wrong: `Cache-Control has ${shared}` };
      }),
      'refusals',
    ),
};
