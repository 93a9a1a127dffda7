import { challengesOf } from '../../judging/challenges.ts';
import { judgeAll, orNone } from '../../judging/passive.ts';
import { isProtected } from '../../predict/anchors.ts';
import type { Rule } from '../../rule.ts';

export const httpRealmQuoted: Rule = {
  id: 'http-realm-quoted',
  title: 'The realm is a quoted string',
  level: 'MUST',
  family: 'header-formats',
  statements: [],
  sources: ['RFC 9110 §11.5'],
  experiments: [],
  rationale: 'Senders must quote the realm; some clients only read it quoted.',
  falsePositives: 'Recipients tolerate a token; still a sender must not.',
  applies: (model) => model.operations.some(isProtected) || 'no operation needs a credential',
  judge: (view) =>
    orNone(
      judgeAll(view.exchangeList, 'The realm is a quoted string', (exchange) => {
        const realms = challengesOf(exchange).flatMap(({ params }) =>
          params.filter(({ name }) => name.toLowerCase() === 'realm'),
        );
        return realms.length === 0
          ? undefined
          : realms.every(({ quoted }) => quoted) || { wrong: 'realm is not quoted' };
      }),
      'a quoted realm',
    ),
};
