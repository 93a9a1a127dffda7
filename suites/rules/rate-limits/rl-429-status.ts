import { groundsOf } from '../../../spec/facts.ts';
import { finding, statusOf, statusText, succeeded } from '../../judging/findings.ts';
import { hasTiers } from '../../predict/tiers.ts';
import type { Rule } from '../../rule.ts';
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
    '403 sends people looking for rights, 503 sends them to the status page, a dropped connection to the network.',
  falsePositives:
    'Only where a limit is documented. Requests that were let through are the business of rl-exact-limit.',
  applies: hasTiers,
  judge: (view) =>
    view
      .exchanges({ experiment: ['limit-tiers', 'limit-window'], step: ['over', 'over-again'] })
      .filter((probe) => !succeeded(probe))
      .map((probe) => {
        const operation = view.operation(probe);
        const refusal = operation?.refusals.get('rate-limit');
        return finding(statusOf(probe) === limitedStatus(operation), {
          case: `${probe.case}, ${probe.experiment} ${probe.step}`,
          expected: String(limitedStatus(operation)),
          observed: statusText(probe),
          evidence: [probe.seq],
          grounds: refusal === undefined ? [] : groundsOf(view.model, refusal),
        });
      }),
};
