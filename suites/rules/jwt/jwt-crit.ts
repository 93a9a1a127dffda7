import { succeeded } from '../../judging/findings.ts';
import { bearsJwt } from '../../predict/jwt-kinds.ts';
import type { Rule } from '../../rule.ts';
import { judgeForgeries } from './forgery-verdicts.ts';

export const jwtCrit: Rule = {
  id: 'jwt-crit',
  title: 'A JWT with an unknown critical header is refused',
  level: 'MUST',
  family: 'jwt',
  statements: ['RT-24'],
  sources: ['RFC 7515 §4.1.11'],
  experiments: ['jwt-attacks'],
  rationale:
    'crit lists what a reader must understand; one who reads on regardless accepts what it does not understand.',
  falsePositives:
    'Without the signing key the token can not be signed rightly, so a refusal is noted and not counted as a pass; an acceptance fails.',
  applies: bearsJwt,
  judge: (view) =>
    judgeForgeries(view, 'crit').map((one) => {
      if (
        one.verdict !== 'holds' ||
        one.evidence.some((seq) => view.exchange(seq)?.step === 'crit' && succeeded(view.exchange(seq)))
      )
        return one;
      return { ...one, verdict: 'noted', observed: `${one.observed}; the signature did not fit either` };
    }),
};
