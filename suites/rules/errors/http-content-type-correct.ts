import { isJson, jsonOf, mediaTypeOf } from '../../judging/answers.ts';
import { judgeAll } from '../../judging/passive.ts';
import type { Rule } from '../../rule.ts';

export const httpContentTypeCorrect: Rule = {
  id: 'http-content-type-correct',
  title: 'The Content-Type of an answer tells what its body is',
  level: 'SHOULD',
  family: 'errors',
  statements: [],
  sources: ['RFC 9110 §8.3', 'OWASP ASVS 5.0 4.1.1'],
  experiments: [],
  rationale: 'JSON that calls itself HTML is run by browsers; HTML that calls itself JSON breaks clients.',
  falsePositives: 'Empty bodies need none. Only JSON and HTML are told apart.',
  applies: () => true,
  judge: (view) =>
    judgeAll(view.exchangeList, 'a Content-Type that fits the body', (exchange) => {
      const body = exchange.response?.body ?? '';
      if (body === '' || exchange.request.method === 'HEAD') return undefined;
      const type = mediaTypeOf(exchange);
      if (type === undefined) return { wrong: 'a body without Content-Type' };
      if (isJson(type)) return jsonOf(exchange) !== undefined || { wrong: `${type}, but not JSON` };
      return !/^\s*[{[]/.test(body) || jsonOf(exchange) === undefined || { wrong: `${type}, but JSON` };
    }),
};
