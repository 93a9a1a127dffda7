import { bearsJwt, jwtBearers } from '../../predict/jwt-kinds.ts';
import type { Rule } from '../../rule.ts';
import { fixedClaims } from '../../wire/signed-variants.ts';
import { judgeSigned } from './signed-verdicts.ts';

export const jwtAudIss: Rule = {
  id: 'jwt-aud-iss',
  title: 'A JWT of another issuer or for another audience is refused though its signature is good',
  level: 'MUST',
  family: 'jwt',
  statements: [],
  sources: ['RFC 8725 §3.8', 'RFC 8725 §3.9', 'RFC 7519 §4.1.3', 'ASVS 9.2.3'],
  experiments: ['signed-jwts'],
  rationale: 'Where several services or environments share a key, only aud and iss keep their tokens apart.',
  falsePositives:
    'Only claims that the document requires and fixes to values; that one key signs for several services is staged, not found.',
  applies: (model) => {
    if (bearsJwt(model) !== true) return bearsJwt(model);
    return (
      jwtBearers(model).some((kind) => fixedClaims(kind).length > 0) ||
      'the document fixes neither aud nor iss of its JWTs'
    );
  },
  judge: (view) => judgeSigned(view, 'aud-iss'),
};
