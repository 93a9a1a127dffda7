import { challengesOf } from '../../judging/challenges.ts';
import { judgeAll, orNone } from '../../judging/passive.ts';
import { hasAnchor } from '../../predict/anchors.ts';
import type { Rule } from '../../rule.ts';

export const bearerChallengeHasParam: Rule = {
  id: 'bearer-challenge-has-param',
  title: 'A Bearer challenge has a parameter',
  level: 'MUST',
  family: 'header-formats',
  statements: [],
  sources: ['RFC 6750 §3'],
  experiments: [],
  rationale: 'The Bearer scheme must be followed by one or more parameters, as a rule the realm.',
  falsePositives: 'A bare scheme is legal in RFC 9110; it is RFC 6750 that asks for more.',
  applies: (model) => hasAnchor(model, 'bearer'),
  judge: (view) =>
    orNone(
      judgeAll(view.exchangeList, 'A Bearer challenge has a parameter', (exchange) => {
        const bearer = challengesOf(exchange).filter(({ scheme }) => scheme.toLowerCase() === 'bearer');
        return bearer.length === 0
          ? undefined
          : bearer.every(({ params }) => params.length > 0) || { wrong: 'Bearer alone' };
      }),
      'Bearer with a parameter',
    ),
};
