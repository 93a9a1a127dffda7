import { challengesOf } from '../../judging/challenges.ts';
import { judgeAll, orNone } from '../../judging/passive.ts';
import { hasAnchor } from '../../predict/anchors.ts';
import type { Rule } from '../../rule.ts';

export const basicCharsetParam: Rule = {
  id: 'basic-charset-param',
  title: 'The charset of a Basic challenge is UTF-8',
  level: 'MUST',
  family: 'header-formats',
  statements: [],
  sources: ['RFC 7617 §2.1'],
  experiments: [],
  rationale: 'UTF-8 is the only value allowed.',
  falsePositives: 'The parameter is optional.',
  applies: (model) => hasAnchor(model, 'basic'),
  judge: (view) =>
    orNone(
      judgeAll(view.exchangeList, 'The charset of a Basic challenge is UTF-8', (exchange) => {
        const params = challengesOf(exchange)
          .filter(({ scheme }) => scheme.toLowerCase() === 'basic')
          .flatMap(({ params: all }) => all);
        const charsets = params.filter(({ name }) => name.toLowerCase() === 'charset');
        return charsets.length === 0
          ? undefined
          : charsets.every(({ value }) => value.toLowerCase() === 'utf-8') || {
              wrong: `charset is ${charsets[0]?.value}`,
            };
      }),
      'charset UTF-8',
    ),
};
