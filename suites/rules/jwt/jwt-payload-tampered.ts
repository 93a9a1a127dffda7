import { bearsJwt } from '../../predict/jwt-kinds.ts';
import type { Rule } from '../../rule.ts';
import { judgeForgeries } from './forgery-verdicts.ts';

export const jwtPayloadTampered: Rule = {
  id: 'jwt-payload-tampered',
  title: 'A JWT whose claims were changed under the old signature is refused',
  level: 'MUST',
  family: 'jwt',
  statements: ['RT-24', 'RT-28'],
  sources: ['RFC 8725 §3.3', 'ASVS 9.1.1'],
  experiments: ['jwt-attacks'],
  rationale: 'A guard that reads the role before anything is verified gives everybody every role.',
  falsePositives: 'The claims are encoded anew in canonical form.',
  applies: bearsJwt,
  judge: (view) => judgeForgeries(view, 'payload-tampered'),
};
