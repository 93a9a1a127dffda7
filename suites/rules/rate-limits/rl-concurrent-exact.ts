import { finding, succeeded, unanswered } from '../../judging/findings.ts';
import { hasTiers } from '../../predict/tiers.ts';
import type { Finding, Rule } from '../../rule.ts';
import { limitedStatus, tierGrounds, tierOf } from './limit-facts.ts';

export const rlConcurrentExact: Rule = {
  id: 'rl-concurrent-exact',
  title: 'Of more parallel requests than the limit allows, exactly as many pass as it allows',
  level: 'MUST',
  family: 'rate-limits',
  statements: ['RT-49'],
  sources: ['OWASP API4:2023', 'CWE-362'],
  experiments: ['limit-parallel'],
  rationale:
    'A counter that is read, compared and written in three steps lets through whoever comes between them.',
  falsePositives: 'Three rounds, each by somebody fresh. A pass does not prove that there is no race.',
  applies: hasTiers,
  judge: (view) => {
    const rounds = Map.groupBy(
      view.exchanges({ experiment: 'limit-parallel', step: 'flood' }),
      ({ case: name }) => name,
    );
    return [...rounds].map(([name, exchanges]): Finding => {
      const limit = Number(exchanges[0]?.detail['limit']);
      const passed = exchanges.filter(succeeded).length;
      const [first] = exchanges;
      const base = {
        case: name,
        expected: `${limit} of ${exchanges.length}`,
        observed: `${passed} passed`,
        evidence: exchanges
          .filter(succeeded)
          .map(({ seq }) => seq)
          .slice(-3),
        grounds: first === undefined ? [] : tierGrounds(view, tierOf(view, first), 'limit'),
      };
      // More than the limit is too many, however many answers were lost.
      const operation = first === undefined ? undefined : view.operation(first);
      const silence = passed > limit ? undefined : unanswered(exchanges, [429, limitedStatus(operation)]);
      return silence === undefined
        ? finding(passed === limit, base)
        : { ...base, verdict: 'untestable', observed: `${base.observed}; ${silence}` };
    });
  },
};
