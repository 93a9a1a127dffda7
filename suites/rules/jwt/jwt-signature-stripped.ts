import { bearsJwt } from '../../predict/jwt-kinds.ts';
import type { Rule } from '../../rule.ts';
import { judgeForgeries } from './forgery-verdicts.ts';

export const jwtSignatureStripped: Rule = {
  id: 'jwt-signature-stripped',
  title: 'A JWT without its signature is refused',
  level: 'MUST',
  family: 'jwt',
  statements: ['RT-24'],
  sources: ['RFC 8725 §3.3', 'ASVS 9.1.1'],
  experiments: ['jwt-attacks'],
  rationale: 'Code that splits at the dots and reads the second part never misses the third.',
  falsePositives: 'None: the genuine token worked.',
  applies: bearsJwt,
  judge: (view) => judgeForgeries(view, 'signature-stripped'),
};
