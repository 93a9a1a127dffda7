import { bearsJwt } from '../../predict/jwt-kinds.ts';
import type { Rule } from '../../rule.ts';
import { judgeForgeries } from './forgery-verdicts.ts';

export const jwtFormatStrict: Rule = {
  id: 'jwt-format-strict',
  title: 'What is not a compact JWS of three parts is refused',
  level: 'MUST',
  family: 'jwt',
  statements: ['RT-24'],
  sources: ['RFC 7515 §7.1', 'RFC 7519 §1'],
  experiments: ['jwt-attacks'],
  rationale: 'Two readers of a lax format disagree about what was signed.',
  falsePositives: 'Padding is tried on the header, where it changes what was signed.',
  applies: bearsJwt,
  judge: (view) => judgeForgeries(view, 'format'),
};
