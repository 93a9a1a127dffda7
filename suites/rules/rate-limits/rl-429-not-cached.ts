import { finding } from '../../judging/findings.ts';
import { hasTiers } from '../../predict/tiers.ts';
import type { Finding, Rule } from '../../rule.ts';
import { headersOf } from '../../wire/message.ts';
import { limitedAnswers } from './retry-after.ts';

export const rl429NotCached: Rule = {
  id: 'rl-429-not-cached',
  title: 'A 429 is not offered to caches',
  level: 'MUST',
  family: 'rate-limits',
  statements: [],
  sources: ['RFC 6585 §4', 'RFC 9111 §5.2'],
  experiments: ['limit-tiers', 'limit-window'],
  rationale: 'A cache that keeps it refuses callers who are not limited, or no longer.',
  falsePositives: 'No Cache-Control at all is fine: 429 is not heuristically cacheable.',
  applies: hasTiers,
  judge: (view) => {
    const worst = new Map<string, Finding>();
    for (const exchange of limitedAnswers(view)) {
      const headers = exchange.response?.headers ?? [];
      const control = headersOf(headers, 'cache-control').join(',').toLowerCase();
      const stored =
        /(^|[\s,])(public|immutable|s-maxage=[1-9]|max-age=[1-9])/.test(control) &&
        !control.includes('no-store');
      const aged = headersOf(headers, 'age').some((age) => Number(age) > 0);
      const name = exchange.operation ?? '';
      const holds = !stored && !aged;
      if (worst.get(name)?.verdict === 'violated' || (worst.has(name) && holds)) continue;
      worst.set(
        name,
        finding(holds, {
          case: name,
          expected: 'no public, max-age or Age',
          observed: holds ? control || 'no Cache-Control' : aged ? 'Age: it came from a cache' : control,
          evidence: [exchange.seq],
        }),
      );
    }
    return [...worst.values()];
  },
};
