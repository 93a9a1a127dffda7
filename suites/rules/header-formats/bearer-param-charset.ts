import { challengesOf } from '../../judging/challenges.ts';
import { judgeAll, orNone } from '../../judging/passive.ts';
import { hasAnchor } from '../../predict/anchors.ts';
import type { Rule } from '../../rule.ts';

export const bearerParamCharset: Rule = {
  id: 'bearer-param-charset',
  title: 'Error parameters of a Bearer challenge hold plain ASCII',
  level: 'MUST',
  family: 'header-formats',
  statements: [],
  sources: ['RFC 6750 §3'],
  experiments: [],
  rationale: 'Localised text or user input in a header is a way to inject.',
  falsePositives: 'Only error, error_description, error_uri and scope are bound by this.',
  applies: (model) => hasAnchor(model, 'bearer'),
  judge: (view) =>
    orNone(
      judgeAll(view.exchangeList, 'Error parameters of a Bearer challenge hold plain ASCII', (exchange) => {
        const bearer = challengesOf(exchange).filter(({ scheme }) => scheme.toLowerCase() === 'bearer');
        if (bearer.length === 0) return undefined;
        const texts = bearer.flatMap(({ params }) =>
          params.filter(({ name }) => /^(?:error.*|scope)$/i.test(name)),
        );
        return (
          texts.every(({ value }) => /^[\x20\x21\x23-\x5b\x5d-\x7e]*$/.test(value)) || {
            wrong: 'other characters in an error parameter',
          }
        );
      }),
      'plain characters',
    ),
};
