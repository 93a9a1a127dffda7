import { groundsOf } from '../../../spec/facts.ts';
import { finding, succeeded, unanswered } from '../../judging/findings.ts';
import { refreshesOf } from '../../lab/refreshes.ts';
import type { Rule } from '../../rule.ts';
import { issuedBy } from './identity.ts';
import { rotates } from './refresh-rotation.ts';

export const refreshAtomic: Rule = {
  id: 'refresh-atomic',
  title: 'Of parallel refreshes with one credential at most one succeeds',
  level: 'MUST',
  family: 'login',
  statements: ['RT-33'],
  sources: ['RFC 9700 §4.14.2', 'CWE-367'],
  experiments: ['refresh-chain'],
  rationale:
    'Read, compare, write: between the first and the last another request slips through, and two chains live.',
  falsePositives:
    'Successes that all give the same successor are accepted. A pass does not prove that there is no race.',
  applies: rotates,
  judge: (view) => {
    const probes = view.exchanges({ experiment: 'refresh-chain', step: 'parallel' });
    const rounds = Map.groupBy(probes, (probe) => `${probe.operation ?? ''}, ${probe.case}`);
    return [...rounds].map(([name, exchanges]) => {
      const proof = refreshesOf(view.model).find(
        ({ operation }) => operation.key === exchanges[0]?.operation,
      )?.proof;
      const won = exchanges.filter(succeeded);
      const successors = new Set(
        won.map((exchange) => issuedBy(view, exchange, proof?.name ?? '')?.credential ?? exchange.seq),
      );
      const base = {
        case: name,
        expected: `one of ${exchanges.length} at most`,
        observed: `${won.length} succeeded${won.length > 1 ? ` with ${successors.size} successors` : ''}`,
        evidence: exchanges.map(({ seq }) => seq),
        grounds: proof === undefined ? [] : groundsOf(view.model, proof, 'uses'),
      };
      if (successors.size > 1) return finding(false, base);
      // None may have got through, or the second success may be among those that were lost.
      const silence = unanswered(exchanges) ?? (won.length === 0 ? 'none succeeded' : undefined);
      return silence === undefined
        ? finding(true, base)
        : { ...base, verdict: 'untestable', observed: `${base.observed}; ${silence}` };
    });
  },
};
