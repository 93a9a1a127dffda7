import { challengesOf } from '../../judging/challenges.ts';
import { judgeAll, orNone } from '../../judging/passive.ts';
import { isProtected } from '../../predict/anchors.ts';
import type { Rule } from '../../rule.ts';

export const httpAuthParamOnce: Rule = {
  id: 'http-auth-param-once',
  title: 'No parameter stands twice in one challenge',
  level: 'MUST',
  family: 'header-formats',
  statements: [],
  sources: ['RFC 9110 §11.2', 'RFC 6750 §3'],
  experiments: [],
  rationale: 'Two layers that both add an error make the challenge ambiguous.',
  falsePositives: 'Two challenges may have a realm each.',
  applies: (model) => model.operations.some(isProtected) || 'no operation needs a credential',
  judge: (view) =>
    orNone(
      judgeAll(view.exchangeList, 'No parameter stands twice in one challenge', (exchange) => {
        const challenges = challengesOf(exchange);
        if (challenges.length === 0) return undefined;
        const twice = challenges.find(
          ({ params }) => new Set(params.map(({ name }) => name.toLowerCase())).size < params.length,
        );
        return twice === undefined || { wrong: `a parameter of ${twice.scheme} is repeated` };
      }),
      'parameters that differ',
    ),
};
