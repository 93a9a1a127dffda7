import { succeeded } from '../../judging/findings.ts';
import { bearsJwt } from '../../predict/jwt-kinds.ts';
import type { Rule } from '../../rule.ts';
import { judgeForgeries } from './forgery-verdicts.ts';
import { judgeSigned } from './signed-verdicts.ts';

export const jwtCrit: Rule = {
  id: 'jwt-crit',
  title: 'A JWT with an unknown critical header is refused',
  level: 'MUST',
  family: 'jwt',
  statements: ['RT-24'],
  sources: ['RFC 7515 §4.1.11'],
  experiments: ['jwt-attacks', 'signed-jwts'],
  rationale:
    'crit lists what a reader must understand; one who reads on regardless accepts what it does not understand.',
  falsePositives:
    'Only a token that the issuer signed shows it, since a forged one is refused for its signature; forged ones are judged if they were accepted.',
  applies: bearsJwt,
  judge: (view) => [
    ...judgeForgeries(view, 'crit').filter(({ evidence }) => succeeded(view.exchange(evidence.at(-1)))),
    ...judgeSigned(view, 'crit', ['scheme']),
  ],
};
