import { groundsOf } from '../../../spec/facts.ts';
import { denial } from '../../judging/findings.ts';
import { publishes } from '../../predict/jwt-kinds.ts';
import type { Rule } from '../../rule.ts';
import { refusalsOfBad } from './signed-verdicts.ts';

export const jwtAlgConfusion: Rule = {
  id: 'jwt-alg-confusion',
  title: 'The public key is no HMAC secret, and no other algorithm than the documented one is accepted',
  level: 'MUST',
  family: 'jwt',
  statements: [],
  sources: ['RFC 8725 §2.1', 'RFC 8725 §3.1', 'CVE-2015-9235'],
  experiments: ['key-confusion'],
  rationale:
    'A verifier that takes the algorithm from the token and the key from the shelf lets everybody sign.',
  falsePositives:
    'None: the genuine token worked. A pass is weak, since the key must be tried in the very bytes that the server holds.',
  applies: publishes,
  judge: (view) =>
    view.exchanges({ experiment: 'key-confusion', step: 'confused' }).map((probe) => {
      const scheme = view.model.schemes.get(probe.presented[0]?.scheme ?? '');
      return denial(view, probe, {
        statuses: refusalsOfBad(view, probe),
        grounds: scheme === undefined ? [] : groundsOf(view.model, scheme, 'scheme'),
      });
    }),
};
