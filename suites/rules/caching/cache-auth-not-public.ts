import { cacheDirectives, isAuthenticated } from '../../judging/answers.ts';
import { judgeAll, orNone } from '../../judging/passive.ts';
import { hasAnchor, isProtected } from '../../predict/anchors.ts';
import type { Rule } from '../../rule.ts';

export const cacheAuthNotPublic: Rule = {
  id: 'cache-auth-not-public',
  title: 'Answers to credentials may not be kept by shared caches',
  level: 'MUST',
  family: 'caching',
  statements: [],
  sources: ['RFC 9111 §3.5', 'RFC 9111 §5.2.2.9'],
  experiments: [],
  rationale: "public, s-maxage and must-revalidate let a shared cache give one caller's data to the next.",
  falsePositives:
    'Judges what the field says. Data that are the same for everybody may be public; then a document should say so by asking for no credential.',
  applies: (model) => hasAnchor(model),
  judge: (view) =>
    orNone(
      judgeAll(view.exchangeList, 'no public, s-maxage or must-revalidate', (exchange) => {
        const status = exchange.response?.status ?? 0;
        const operation = view.operation(exchange);
        if (
          operation?.method !== 'GET' ||
          !isProtected(operation) ||
          status < 200 ||
          status > 299 ||
          !isAuthenticated(exchange)
        )
          return undefined;
        const directives = cacheDirectives(exchange);
        if (directives.has('no-store') || directives.has('private')) return true;
        const shared = ['public', 's-maxage', 'must-revalidate'].find((name) => directives.has(name));
        return shared === undefined || { wrong: `Cache-Control has ${shared}` };
      }),
      'answers to credentials',
    ),
};
