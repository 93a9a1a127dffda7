import { groundsOf } from '../../../spec/facts.ts';
import { finding, statusOf, statusText, succeeded, unanswered } from '../../judging/findings.ts';
import { hasTiers } from '../../predict/tiers.ts';
import type { Finding, Rule } from '../../rule.ts';
import { limitedStatus } from './limit-facts.ts';

export const rl429Status: Rule = {
  id: 'rl-429-status',
  title: 'A caller who has reached a limit is told so with 429',
  level: 'MUST',
  family: 'rate-limits',
  statements: ['RT-56'],
  sources: ['RFC 6585 §4', 'OWASP API4:2023'],
  experiments: ['limit-tiers', 'limit-window'],
  rationale:
    '403 sends people looking for rights, 400 for mistakes in the request; only 429 says that waiting helps.',
  falsePositives:
    'Only where a limit is documented. Requests that were let through are the business of rl-exact-limit; 503 and a dropped connection may be an outage, so they prove nothing.',
  applies: hasTiers,
  judge: (view) =>
    view
      .exchanges({ experiment: ['limit-tiers', 'limit-window'], step: ['over', 'over-again'] })
      .filter((probe) => !succeeded(probe))
      .map((probe): Finding => {
        const operation = view.operation(probe);
        const refusal = operation?.refusals.get('rate-limit');
        const base = {
          case: `${probe.case}, ${probe.experiment} ${probe.step}`,
          expected: String(limitedStatus(operation)),
          observed: statusText(probe),
          evidence: [probe.seq],
          grounds: refusal === undefined ? [] : groundsOf(view.model, refusal),
        };
        const silence = unanswered(probe, [429, limitedStatus(operation)]);
        return silence === undefined
          ? finding(statusOf(probe) === limitedStatus(operation), base)
          : { ...base, verdict: 'untestable', observed: silence };
      }),
};
