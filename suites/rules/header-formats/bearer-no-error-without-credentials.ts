import { challengesOf } from '../../judging/challenges.ts';
import { judgeAll } from '../../judging/passive.ts';
import { hasAnchor } from '../../predict/anchors.ts';
import type { Rule } from '../../rule.ts';

export const bearerNoErrorWithoutCredentials: Rule = {
  id: 'bearer-no-error-without-credentials',
  title: 'A 401 to a request without credentials has no error code',
  level: 'SHOULD',
  family: 'header-formats',
  statements: [],
  sources: ['RFC 6750 §3.1'],
  experiments: ['anonymous-calls'],
  rationale: 'Without a token nothing was wrong with it: the code would send clients the wrong way.',
  falsePositives: 'Only Bearer challenges are looked at.',
  applies: (model) => hasAnchor(model, 'bearer'),
  judge: (view) =>
    judgeAll(
      view.exchanges({ experiment: 'anonymous-calls', step: 'without-credential' }),
      'no error parameter',
      (exchange) => {
        const bearer = challengesOf(exchange).filter(({ scheme }) => scheme.toLowerCase() === 'bearer');
        if (exchange.response?.status !== 401 || bearer.length === 0) return undefined;
        const error = bearer
          .flatMap(({ params }) => params)
          .find(({ name }) => name.toLowerCase() === 'error');
        return error === undefined || { wrong: `error is ${error.value}` };
      },
    ),
};
