import { groundsOf } from '../../../spec/facts.ts';
import { denial } from '../../judging/findings.ts';
import type { View } from '../../judging/view.ts';
import { bearsJwt, jwtBearers } from '../../predict/jwt-kinds.ts';
import type { Finding, Rule } from '../../rule.ts';
import { subjectClaim } from '../../wire/signed-variants.ts';
import { judgeSigned, jwtKindOf, refusalsOfBad, toldIfAccepted } from './signed-verdicts.ts';

export const jwtSubValid: Rule = {
  id: 'jwt-sub-valid',
  title: 'A JWT whose subject does not exist, or no more, is refused though its signature is good',
  level: 'MUST',
  family: 'jwt',
  statements: ['RT-10'],
  sources: ['RFC 8725 §3.8', 'ASVS 7.4.2'],
  experiments: ['signed-jwts', 'signed-for-removed'],
  rationale: 'A signature says who made the token, not that its subject still has an account.',
  falsePositives:
    'Short-lived tokens whose user nobody looks up are a choice: an unknown or removed one is only told where the document does not say that removal ends them. 403 and 404 refuse too.',
  applies: (model) => {
    if (bearsJwt(model) !== true) return bearsJwt(model);
    return (
      jwtBearers(model).some((kind) => subjectClaim(kind) !== undefined) ||
      'no claim of the JWTs is known to name their subject'
    );
  },
  judge: (view) => [
    ...unknownSubjects(view),
    ...view.exchanges({ experiment: 'signed-for-removed', step: 'removed' }).map((probe) => {
      const kind = view.model.credentials.get(String(probe.detail['kind']));
      const isPromised = kind?.endedBy.includes('user-removal') === true;
      const one = denial(view, probe, {
        case: probe.case,
        statuses: isPromised ? refusalsOfBad(view, probe) : [...refusalsOfBad(view, probe), 403, 404],
        grounds: kind === undefined ? [] : groundsOf(view.model, kind, 'endedBy'),
      });
      return isPromised ? one : toldIfAccepted(view, one, 'the document does not say that removal ends it');
    }),
  ],
};

/** Who looks nobody up accepts a stranger's name, but has no excuse for a token without any. */
function unknownSubjects(view: View): readonly Finding[] {
  const probes = view.exchanges({ experiment: 'signed-jwts', step: 'sub-unknown' });
  return judgeSigned(view, 'sub-unknown', undefined, [403, 404]).map((finding, index) => {
    const probe = probes[index];
    const kind = probe === undefined ? undefined : jwtKindOf(view, probe);
    return probe?.case.endsWith(' of nobody') && kind?.endedBy.includes('user-removal') !== true
      ? toldIfAccepted(view, finding, 'the document does not say that the user is looked up')
      : finding;
  });
}
