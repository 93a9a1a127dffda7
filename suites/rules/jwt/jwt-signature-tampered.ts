import { bearsJwt } from '../../predict/jwt-kinds.ts';
import type { Rule } from '../../rule.ts';
import { judgeForgeries } from './forgery-verdicts.ts';

export const jwtSignatureTampered: Rule = {
  id: 'jwt-signature-tampered',
  title: 'A JWT with a changed, random or borrowed signature is refused',
  level: 'MUST',
  family: 'jwt',
  statements: ['RT-24'],
  sources: ['RFC 8725 §3.3', 'ASVS 9.1.1'],
  experiments: ['jwt-attacks'],
  rationale: 'decode() in the place of verify() reads every token.',
  falsePositives:
    'The changed character stands in the middle: the last one has spare bits and may decode to the same bytes.',
  applies: bearsJwt,
  judge: (view) => judgeForgeries(view, 'signature-tampered'),
};
