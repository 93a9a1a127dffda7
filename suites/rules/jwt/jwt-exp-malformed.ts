import { bearsJwt, jwtBearers } from '../../predict/jwt-kinds.ts';
import type { Rule } from '../../rule.ts';
import { judgeSigned, toldIfAccepted } from './signed-verdicts.ts';

/** Numbers that name an instant in a far future: RFC 7519 §4.1.4 does not forbid them. */
const farFuture = /exp (1e20|milliseconds)$/;

export const jwtExpMalformed: Rule = {
  id: 'jwt-exp-malformed',
  title:
    'A JWT whose exp is missing, or is no number that lies ahead, is refused though its signature is good',
  level: 'MUST',
  family: 'jwt',
  statements: [],
  sources: ['RFC 7519 §4.1.4', 'ASVS 9.2.1'],
  experiments: ['signed-jwts'],
  rationale: 'Every comparison with what is not a number is false: "not expired yet" for ever.',
  falsePositives:
    'Signed by the issuer, beside the same claims unchanged that were accepted. Seconds of a far future (1e20, milliseconds) are only told if accepted; an error of the server fails.',
  applies: (model) => {
    if (bearsJwt(model) !== true) return bearsJwt(model);
    return (
      jwtBearers(model).some(({ lifetime }) => typeof lifetime !== 'string') ||
      'the JWTs of the document have no fixed lifetime'
    );
  },
  judge: (view) =>
    judgeSigned(view, 'exp-malformed', ['lifetime']).map((one) =>
      farFuture.test(one.case)
        ? toldIfAccepted(view, one, 'the number names an instant that lies ahead')
        : one,
    ),
};
