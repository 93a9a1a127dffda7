import type { Exchange } from '../../../spec/history.ts';
import { isParserAnswer } from '../../judging/answers.ts';
import { calledAsDocumented } from '../../judging/contract.ts';
import { judgeAll } from '../../judging/passive.ts';
import type { Rule } from '../../rule.ts';

const general = new Set([400, 404, 405, 406, 413, 414, 415, 429, 431, 500, 501, 502, 503, 504]);

/** Statuses of HTTP itself, which only a request with such a field can get. */
function isAskedFor({ request }: Exchange, status: number): boolean {
  const field = status === 304 ? /^if-(?:none-match|modified-since)$/i : /^range$/i;
  return [206, 304, 416].includes(status) && request.headers.some(([name]) => field.test(name));
}

export const responseStatusDeclared: Rule = {
  id: 'response-status-declared',
  title: 'Every answer has a status that the document declares for the operation',
  level: 'SHOULD',
  family: 'errors',
  statements: [],
  sources: ['OpenAPI 3.1 §4.8.16'],
  experiments: [],
  rationale: 'A status that nobody wrote down is one that no client handles.',
  falsePositives:
    "Only operations called as documented, with a good credential or none. What any HTTP server may say (405, 413, 415, 429, 5xx; 304 to a conditional request, 206 and 416 to a range) is other rules' business.",
  applies: () => true,
  judge: (view) =>
    judgeAll(view.exchangeList, 'a declared status', (exchange) => {
      const operation = view.operation(exchange);
      const status = exchange.response?.status ?? 0;
      if (
        operation === undefined ||
        status === 0 ||
        general.has(status) ||
        isAskedFor(exchange, status) ||
        !calledAsDocumented(view, exchange) ||
        isParserAnswer(exchange)
      )
        return undefined;
      return operation.responses.has(status) || { wrong: `${status} is not declared` };
    }),
};
