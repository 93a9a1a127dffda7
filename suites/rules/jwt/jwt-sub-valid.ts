import { groundsOf } from '../../../spec/facts.ts';
import { denial } from '../../judging/findings.ts';
import { bearsJwt, jwtBearers } from '../../predict/jwt-kinds.ts';
import type { Rule } from '../../rule.ts';
import { subjectClaim } from '../../wire/signed-variants.ts';
import { judgeSigned, refusalsOfBad, toldIfAccepted } from './signed-verdicts.ts';

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
    'Short-lived tokens that outlive their user are a choice: they are only told where the document does not say that removal ends them.',
  applies: (model) => {
    if (bearsJwt(model) !== true) return bearsJwt(model);
    return (
      jwtBearers(model).some((kind) => subjectClaim(kind) !== undefined) ||
      'no claim of the JWTs is known to name their subject'
    );
  },
  judge: (view) => [
    ...judgeSigned(view, 'sub-unknown'),
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
