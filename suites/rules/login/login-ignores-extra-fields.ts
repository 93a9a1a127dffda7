import { groundsOf } from '../../../spec/facts.ts';
import { denial, finding, statusText, succeeded } from '../../judging/findings.ts';
import type { View } from '../../judging/view.ts';
import { hasPasswordLogin } from '../../lab/logins.ts';
import type { Finding, Rule } from '../../rule.ts';
import { sameIdentity } from './identity.ts';
import { anyRefusal, refusalGrounds } from './login-facts.ts';

export const loginIgnoresExtraFields: Rule = {
  id: 'login-ignores-extra-fields',
  title: 'Roles, scopes and identities in a login body have no effect',
  level: 'MUST',
  family: 'login',
  statements: ['RT-28', 'BZ-15'],
  sources: ['OWASP API3:2023', 'CWE-915'],
  experiments: ['login-extra-fields'],
  rationale: 'A body that is copied into claims lets every user choose the role.',
  falsePositives:
    'Refusing unknown members is as good as ignoring them. The answer is compared with that of a plain login of the same user, and the new credential is tried on what the user may not do.',
  applies: hasPasswordLogin,
  judge: (view) => [
    ...view
      .exchanges({ experiment: 'login-extra-fields', step: 'extra' })
      .map((probe) => compared(view, probe)),
    ...view.exchanges({ experiment: 'login-extra-fields', step: 'forbidden-after-extra' }).map((probe) => {
      const operation = view.operation(probe);
      return denial(view, probe, {
        case: `${probe.case}, then ${probe.operation}`,
        statuses: anyRefusal,
        expected: 'refused, as for every credential of this user',
        grounds: refusalGrounds(view.model, operation, 'no-right'),
      });
    }),
  ],
};

function compared(view: View, probe: Parameters<typeof succeeded>[0] & object): Finding {
  const login = view.operation(probe);
  const control = view.controlOf(probe);
  const base = {
    case: probe.case,
    expected: 'refused, or the same user with the same rights',
    evidence: [...(control === undefined ? [] : [control.seq]), probe.seq],
    grounds: login === undefined ? [] : groundsOf(view.model, login),
  };
  if (login === undefined || control === undefined || !succeeded(control))
    return { ...base, verdict: 'untestable', observed: 'the plain login did not succeed' };
  if (!succeeded(probe))
    return {
      ...base,
      verdict: anyRefusal.includes(probe.response?.status ?? 0) ? 'holds' : 'untestable',
      observed: `answered ${statusText(probe)}`,
    };
  const differences = sameIdentity(view, login, control, probe);
  return finding(differences.length === 0, {
    ...base,
    observed: differences.length === 0 ? 'no effect' : `differs in ${differences.join(', ')}`,
  });
}
