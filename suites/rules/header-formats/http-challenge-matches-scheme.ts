import { challengesOf } from '../../judging/challenges.ts';
import { judgeAll, orNone } from '../../judging/passive.ts';
import { isProtected, wordsOf } from '../../predict/anchors.ts';
import type { Rule } from '../../rule.ts';

export const httpChallengeMatchesScheme: Rule = {
  id: 'http-challenge-matches-scheme',
  title: 'The challenge of a 401 names a scheme that the operation takes',
  level: 'SHOULD',
  family: 'header-formats',
  statements: [],
  sources: ['RFC 9110 §11.4', 'RFC 6750 §3'],
  experiments: [],
  rationale: 'A Basic challenge in front of bearer tokens makes browsers ask for a password that nobody has.',
  falsePositives:
    'With several schemes one must match. Operations whose only schemes are keys or cookies are free.',
  applies: (model) => model.operations.some(isProtected) || 'no operation needs a credential',
  judge: (view) =>
    orNone(
      judgeAll(
        view.exchangeList,
        'The challenge of a 401 names a scheme that the operation takes',
        (exchange) => {
          const operation = view.operation(exchange);
          if (exchange.response?.status !== 401 || operation === undefined) return undefined;
          const words = wordsOf(view.model, operation);
          const offered = challengesOf(exchange).map(({ scheme }) => scheme.toLowerCase());
          if (words.length === 0 || offered.length === 0) return undefined;
          return (
            offered.some((scheme) => words.includes(scheme)) || {
              wrong: `offers ${offered.join(', ')}, takes ${words.join(', ')}`,
            }
          );
        },
      ),
      'a challenge that matches',
    ),
};
