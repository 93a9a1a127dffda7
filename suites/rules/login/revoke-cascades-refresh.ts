import { groundsOf } from '../../../spec/facts.ts';
import { denial, statusOf, succeeded } from '../../judging/findings.ts';
import { acceptedAlike } from '../../judging/forms.ts';
import { revocableRefreshes } from '../../lab/refreshes.ts';
import type { Finding, Rule } from '../../rule.ts';
import { anyRefusal } from './login-facts.ts';

export const revokeCascadesRefresh: Rule = {
  id: 'revoke-cascades-refresh',
  title: 'A revoked refresh credential is refused, and the access credential of its sign-in with it',
  level: 'MUST',
  family: 'login',
  statements: [],
  general: ['refresh-expiry-and-revocation'],
  sources: ['RFC 7009 §2.1', 'ASVS 7.4.1'],
  experiments: ['refresh-revocation'],
  rationale: 'Who revokes the refresh token of a lost device means the device, not its next hour.',
  falsePositives:
    'Self-contained tokens may live until exp by design: an access credential that outlives the revocation is only told where the document does not list `revocation` among what ends it. Another sign-in counts only where it still worked just before.',
  applies: (model) => revocableRefreshes(model).length > 0 || 'no operation revokes a refresh credential',
  judge: (view) => {
    const probes = (step: string) => view.exchanges({ experiment: 'refresh-revocation', step });
    return [
      ...probes('refresh-after').map((probe) =>
        denial(view, probe, {
          case: `${probe.case}, refresh`,
          statuses: anyRefusal,
          expected: 'refused: revoked',
        }),
      ),
      ...probes('access-after').map((probe): Finding => {
        const kind = view.model.credentials.get(String(probe.detail['access']));
        const isPromised = kind?.endedBy.includes('revocation') === true;
        const one = denial(view, probe, {
          case: `${probe.case}, access`,
          statuses: [view.operation(probe)?.refusals.get('revoked')?.status ?? 401],
          expected: 'refused: its sign-in was revoked',
          grounds: kind === undefined ? [] : groundsOf(view.model, kind, 'endedBy'),
        });
        return one.verdict === 'violated' && succeeded(probe) && !isPromised
          ? {
              ...one,
              verdict: 'noted',
              observed: `still accepted with ${statusOf(probe)}; no other end is promised`,
            }
          : one;
      }),
      ...probes('sibling-after').map((probe) => ({
        ...acceptedAlike(view, probe),
        case: `${probe.case}, another sign-in`,
        expected: 'still accepted',
      })),
    ];
  },
};
