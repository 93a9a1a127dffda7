import { finding, statusOf, succeeded, unanswered } from '../../judging/findings.ts';
import type { Finding, Rule } from '../../rule.ts';
import { byTier, isCountedBy, limitedStatus, tierGrounds } from './limit-facts.ts';
import { countsByCredential } from './rl-no-info-before-auth.ts';

const variants = ['ok', 'no-right', 'unknown-record', 'bad-body'];

export const rlCountsAsDeclared: Rule = {
  id: 'rl-counts-as-declared',
  title: 'Requests that fail for other reasons take from the limit like those that succeed',
  level: 'MUST',
  family: 'rate-limits',
  statements: ['RT-48', 'RT-49'],
  sources: ['OWASP API4:2023'],
  experiments: ['limit-answers'],
  rationale: 'Where failures are free, ids and bodies can be guessed at any speed.',
  falsePositives:
    'Only limits that count all requests, and of the requests only those that fall under the limit. A bad credential is nobody, so it counts for nobody. Untestable if no request failed.',
  applies: countsByCredential,
  judge: (view) =>
    byTier(view, 'limit-answers', [...variants, 'drain', 'limited-ok']).map(([tier, sent]): Finding => {
      const exchanges = sent.filter((one) => isCountedBy(view, tier, one));
      const [first] = exchanges;
      const limited = limitedStatus(first === undefined ? undefined : view.operation(first));
      const end = exchanges.findIndex((one) => statusOf(one) === limited);
      const counted = end < 0 ? exchanges : exchanges.slice(0, end);
      const failed = counted.filter((one) => !succeeded(one));
      const base = {
        case: exchanges[0]?.case ?? tier.name,
        expected: `limited after ${tier.limit}, failed ones included`,
        observed: `${end < 0 ? 'not limited' : 'limited'} after ${counted.length}, ${failed.length} of them failed`,
        evidence: [failed[0], exchanges[end]].flatMap((one) => (one === undefined ? [] : [one.seq])),
        grounds: tierGrounds(view, tier, 'limit', 'counts'),
      };
      const silence = unanswered(exchanges, [limited]);
      if (silence !== undefined || failed.length === 0)
        return { ...base, verdict: 'untestable', observed: silence ?? 'no request failed before the limit' };
      return finding(end >= 0 && counted.length === tier.limit, base);
    }),
};
