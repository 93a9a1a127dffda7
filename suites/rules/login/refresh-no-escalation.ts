import { groundsOf } from '../../../spec/facts.ts';
import { finding, statusText, succeeded } from '../../judging/findings.ts';
import { hasRefresh } from '../../lab/refreshes.ts';
import type { Rule } from '../../rule.ts';
import { issuedBy, sameIdentity } from './identity.ts';
import { anyRefusal } from './login-facts.ts';

export const refreshNoEscalation: Rule = {
  id: 'refresh-no-escalation',
  title: 'A refresh gives no more rights and no other user, whatever its body asks for',
  level: 'MUST',
  family: 'login',
  statements: ['RT-28', 'RT-32'],
  sources: ['RFC 6749 §6', 'RFC 9700 §4.14.2'],
  experiments: ['refresh-chain'],
  rationale: 'Claims that are rebuilt from the request let the client write them.',
  falsePositives:
    'Refusing unknown members is as good as ignoring them. Compared with the login that the chain began with.',
  applies: (model) => {
    if (hasRefresh(model) !== true) return hasRefresh(model);
    return (
      model.operations.some(({ verb, body }) => verb === 'refresh' && body !== undefined) ||
      'the refresh operation takes no body'
    );
  },
  judge: (view) =>
    view.exchanges({ experiment: 'refresh-chain', step: 'extra' }).map((probe) => {
      const operation = view.operation(probe);
      const session = view.issued(String(probe.detail['proof']), probe.experiment)?.session;
      const login = view.exchange(
        view
          .facts('issued', probe.experiment)
          .find((fact) => fact.how === 'login' && fact.type === operation?.object && fact.session === session)
          ?.by,
      );
      const base = {
        case: probe.case,
        expected: 'refused, or the same user with the same rights',
        evidence: [...(login === undefined ? [] : [login.seq]), probe.seq],
        grounds: operation === undefined ? [] : groundsOf(view.model, operation),
      };
      if (operation === undefined || login === undefined)
        return {
          ...base,
          verdict: 'untestable' as const,
          observed: 'the login of the chain is not in the history',
        };
      if (!succeeded(probe))
        return {
          ...base,
          verdict: anyRefusal.includes(probe.response?.status ?? 0)
            ? ('holds' as const)
            : ('untestable' as const),
          observed: `answered ${statusText(probe)}`,
        };
      const differences =
        issuedBy(view, probe, operation.object) === undefined
          ? ['nothing: no new credential']
          : sameIdentity(view, operation, login, probe);
      return finding(differences.length === 0, {
        ...base,
        observed: differences.length === 0 ? 'no effect' : `differs in ${differences.join(', ')}`,
      });
    }),
};
