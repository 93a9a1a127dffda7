import { finding, statusOf, statusText, succeeded, unanswered } from '../../judging/findings.ts';
import { tierLabel } from '../../predict/tiers.ts';
import type { Finding, Rule } from '../../rule.ts';
import { byTier, limitedStatus, tierGrounds } from './limit-facts.ts';

export const rlFailuresOnly: Rule = {
  id: 'rl-failures-only',
  title: 'Where a limit counts failures, a success takes nothing from it',
  level: 'MUST',
  family: 'rate-limits',
  statements: [],
  general: ['login-brute-force-limited'],
  sources: ['ASVS 5.0 6.3.1'],
  experiments: ['limit-failures'],
  rationale: 'Who signs in often and mistypes once would be locked out by the own good logins.',
  falsePositives:
    'Counts if the logins with the right password succeeded and the limit was reached in the end; that it is reached in time is the business of login-brute-force-limited.',
  applies: (model) =>
    model.tiers.some(({ counts }) => counts === 'failures') || 'no limit counts failures alone',
  judge: (view) =>
    byTier(view, 'limit-failures', ['right', 'guess', 'guess-over']).map(([tier, exchanges]): Finding => {
      const by = (step: string) => exchanges.filter((exchange) => exchange.step === step);
      const [first] = exchanges;
      const limited = limitedStatus(first === undefined ? undefined : view.operation(first));
      const early = by('guess').findIndex((exchange) => statusOf(exchange) === limited);
      const over = by('guess-over').at(0);
      const shown = by('guess')[early] ?? over;
      const base = {
        case: tierLabel(tier),
        expected: `${tier.limit} failures after two successes, then limited`,
        observed: early < 0 ? 'so it was' : `limited at failure ${early + 1}`,
        evidence: shown === undefined ? [] : [shown.seq],
        grounds: tierGrounds(view, tier, 'limit', 'counts'),
      };
      const refused = by('right').find((exchange) => !succeeded(exchange));
      const silence = unanswered(exchanges, [429, limited]);
      if (refused !== undefined || silence !== undefined)
        return {
          ...base,
          verdict: 'untestable',
          observed: silence ?? `the right password: ${statusText(refused)}`,
        };
      if (early < 0 && statusOf(over) !== limited)
        return { ...base, verdict: 'untestable', observed: 'the limit was never reached' };
      return finding(early < 0, base);
    }),
};
