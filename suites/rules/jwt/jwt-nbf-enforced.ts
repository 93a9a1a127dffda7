import { bearsJwt, datedBearers } from '../../predict/jwt-kinds.ts';
import { someOrReason } from '../../predict/kinds.ts';
import type { Rule } from '../../rule.ts';
import { judgeSigned } from './signed-verdicts.ts';

export const jwtNbfEnforced: Rule = {
  id: 'jwt-nbf-enforced',
  title: 'A JWT is refused before its nbf',
  level: 'MUST',
  family: 'jwt',
  statements: [],
  sources: ['RFC 7519 §4.1.5', 'ASVS 9.2.1'],
  experiments: ['signed-jwts'],
  rationale: 'A token made for tomorrow must not work today.',
  falsePositives:
    'A day ahead, which no leeway bridges. The same claims with an nbf of a minute ago were accepted right before.',
  applies: (model) => {
    if (bearsJwt(model) !== true) return bearsJwt(model);
    return someOrReason(datedBearers(model), 'the JWTs of the document tell no time to count from');
  },
  judge: (view) => judgeSigned(view, 'nbf-future'),
};
