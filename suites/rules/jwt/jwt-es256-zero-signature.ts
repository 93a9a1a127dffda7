import { bearsJwt } from '../../predict/jwt-kinds.ts';
import type { Rule } from '../../rule.ts';
import { judgeForgeries } from './forgery-verdicts.ts';

export const jwtEs256ZeroSignature: Rule = {
  id: 'jwt-es256-zero-signature',
  title: 'An ECDSA signature of zeros is refused',
  level: 'MUST',
  family: 'jwt',
  statements: ['RT-24'],
  sources: ['CVE-2022-21449', 'RFC 8725 §3.1'],
  experiments: ['jwt-attacks'],
  rationale: 'r = s = 0 satisfies a verifier that does not check the range, for every message.',
  falsePositives: 'None: no other algorithm than the documented one may be accepted either.',
  applies: bearsJwt,
  judge: (view) => judgeForgeries(view, 'zero-signature'),
};
