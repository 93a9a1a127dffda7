import { groundsOf } from '../../../spec/facts.ts';
import { finding, statusOf, succeeded } from '../../judging/findings.ts';
import { hasRefresh } from '../../lab/refreshes.ts';
import type { Rule } from '../../rule.ts';
import { holdsToken } from './login-facts.ts';

export const refreshErrorShape: Rule = {
  id: 'refresh-error-shape',
  title: 'A refused refresh answers with a declared client error and no token',
  level: 'SHOULD',
  family: 'login',
  statements: [],
  sources: ['RFC 6749 §5.2'],
  experiments: ['refresh-chain', 'refresh-confusion'],
  rationale: 'A client must tell "log in again" from "try again"; 500 and an undeclared status say neither.',
  falsePositives:
    'Accepted credentials are the business of other rules. Any declared 4xx will do, and 400 and 401 always.',
  applies: hasRefresh,
  judge: (view) => {
    const chain = view.exchanges({
      experiment: 'refresh-chain',
      step: ['reuse', 'successor', 'tampered', 'parallel'],
    });
    const confused = view.exchanges({ experiment: 'refresh-confusion', step: 'access-at-refresh' });
    return [...chain, ...confused]
      .filter((probe) => !succeeded(probe) && statusOf(probe) !== 0)
      .map((probe) => {
        const operation = view.operation(probe);
        const status = statusOf(probe);
        const declared = operation?.responses.has(status) === true || status === 400 || status === 401;
        const holds = status >= 400 && status < 500 && declared && !holdsToken(probe);
        return finding(holds, {
          case: `${probe.step} ${probe.case} (${view.placeOf(probe)})`,
          expected: 'a declared 4xx without a token',
          observed: `${status}${holdsToken(probe) ? ' with a token' : ''}`,
          evidence: [probe.seq],
          grounds:
            operation === undefined || operation.refusals.get('bad-credential') === undefined
              ? []
              : groundsOf(view.model, operation.refusals.get('bad-credential') ?? operation),
        });
      });
  },
};
