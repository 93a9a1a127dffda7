import { challengesOf } from '../../judging/challenges.ts';
import { judgeAll, orNone } from '../../judging/passive.ts';
import { hasAnchor } from '../../predict/anchors.ts';
import type { Rule } from '../../rule.ts';

export const basicChallengeRealm: Rule = {
  id: 'basic-challenge-realm',
  title: 'A Basic challenge has a realm',
  level: 'MUST',
  family: 'header-formats',
  statements: [],
  sources: ['RFC 7617 §2'],
  experiments: [],
  rationale: 'The realm is required: clients remember passwords by it.',
  falsePositives: 'None known.',
  applies: (model) => hasAnchor(model, 'basic'),
  judge: (view) =>
    orNone(
      judgeAll(view.exchangeList, 'A Basic challenge has a realm', (exchange) => {
        const basic = challengesOf(exchange).filter(({ scheme }) => scheme.toLowerCase() === 'basic');
        if (basic.length === 0) return undefined;
        return (
          basic.every(({ params }) => params.some(({ name }) => name.toLowerCase() === 'realm')) || {
            wrong: 'Basic without a realm',
          }
        );
      }),
      'Basic with a realm',
    ),
};
