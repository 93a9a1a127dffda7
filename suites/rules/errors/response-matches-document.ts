import { answerField, isJson, isParserAnswer, jsonOf, mediaTypeOf } from '../../judging/answers.ts';
import { calledAsDocumented, mismatch } from '../../judging/contract.ts';
import { judgeAll, orNone } from '../../judging/passive.ts';
import type { Rule } from '../../rule.ts';

export const responseMatchesDocument: Rule = {
  id: 'response-matches-document',
  title: 'Every answer fits the schema that the document declares for it',
  level: 'MUST',
  family: 'errors',
  statements: ['RT-23'],
  sources: ['OpenAPI 3.1 §4.8.17'],
  experiments: [],
  rationale: 'The document is what integrators build against.',
  falsePositives:
    'Only declared statuses of the operation called as documented. Values that are secrets are hidden in the history and not compared.',
  applies: () => true,
  judge: (view) =>
    orNone(
      judgeAll(view.exchangeList, 'a body that fits the declared schema', (exchange) => {
        const answer = view.operation(exchange)?.responses.get(exchange.response?.status ?? 0);
        if (answer === undefined || !calledAsDocumented(view, exchange) || isParserAnswer(exchange))
          return undefined;
        const missing = answer.headers.find(
          ({ name, required }) => required && answerField(exchange, name) === undefined,
        );
        if (missing !== undefined) return { wrong: `the required header ${missing.name} is missing` };
        if (answer.schema === undefined || !isJson(answer.mediaType)) return undefined;
        if (answer.otherMediaTypes?.some((one) => covers(one, mediaTypeOf(exchange))) === true)
          return undefined;
        if (!isJson(mediaTypeOf(exchange)))
          return { wrong: `media type ${mediaTypeOf(exchange) ?? 'absent'} instead of ${answer.mediaType}` };
        const problem = mismatch(answer.schema, jsonOf(exchange));
        return problem === undefined || { wrong: problem };
      }),
      'answers with a schema',
    ),
};

/** Does a declared media type or range (`text/*`) cover the one of an answer? */
function covers(declared: string, actual: string | undefined): boolean {
  const [type = '', subtype = ''] = (declared.split(';')[0] ?? '').trim().toLowerCase().split('/');
  const [actualType, actualSubtype] = (actual ?? '').toLowerCase().split('/');
  return (type === '*' || type === actualType) && (subtype === '*' || subtype === actualSubtype);
}
