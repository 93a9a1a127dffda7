import { bearsJwt } from '../../predict/jwt-kinds.ts';
import type { Rule } from '../../rule.ts';
import { judgeForgeries } from './forgery-verdicts.ts';

export const jwtAlgNone: Rule = {
  id: 'jwt-alg-none',
  title: 'A JWT that says alg none, in any case, is refused',
  level: 'MUST',
  family: 'jwt',
  statements: ['RT-24'],
  sources: ['RFC 8725 §3.1', 'RFC 8725 §3.2', 'ASVS 9.1.2', 'OWASP API2:2023'],
  experiments: ['jwt-attacks'],
  rationale: 'Libraries that let the token choose the algorithm verify nothing if it chooses none.',
  falsePositives: 'None: no key is needed and the genuine token worked.',
  applies: bearsJwt,
  judge: (view) => judgeForgeries(view, 'alg-none'),
};
