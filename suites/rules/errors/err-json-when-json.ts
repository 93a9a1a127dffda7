import type { Operation } from '../../../spec/model.ts';
import { isJson, isParserAnswer, jsonOf, mediaTypeOf } from '../../judging/answers.ts';
import { judgeAll, orNone } from '../../judging/passive.ts';
import type { Rule } from '../../rule.ts';

function speaksJson(operation: Operation): boolean {
  return [...operation.responses.values()].some(({ mediaType }) => isJson(mediaType));
}

export const errJsonWhenJson: Rule = {
  id: 'err-json-when-json',
  title: 'Errors of a JSON API are JSON',
  level: 'SHOULD',
  family: 'errors',
  statements: [],
  sources: ['OWASP ASVS 5.0 4.1.1'],
  experiments: [],
  rationale: 'A client that expects JSON breaks on an HTML page just when something went wrong.',
  falsePositives: 'Empty bodies are fine. Answers of the HTTP parser itself are left out.',
  applies: (model) => model.operations.some(speaksJson) || 'no operation declares JSON',
  judge: (view) =>
    orNone(
      judgeAll(view.exchangeList, 'a JSON body or none', (exchange) => {
        const operation = view.operation(exchange);
        const body = exchange.response?.body ?? '';
        if (
          (exchange.response?.status ?? 0) < 400 ||
          body === '' ||
          operation === undefined ||
          !speaksJson(operation) ||
          isParserAnswer(exchange)
        )
          return undefined;
        return (
          (isJson(mediaTypeOf(exchange)) && jsonOf(exchange) !== undefined) || {
            wrong: `${mediaTypeOf(exchange) ?? 'no media type'}: ${body.slice(0, 40)}`,
          }
        );
      }),
      'JSON errors',
    ),
};
