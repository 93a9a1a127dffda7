import { jsonOf, mediaTypeOf } from '../../judging/answers.ts';
import { judgeAll, orNone } from '../../judging/passive.ts';
import type { Rule } from '../../rule.ts';

export const errProblemJson: Rule = {
  id: 'err-problem-json',
  title: 'Problem details have the members of their standard',
  level: 'MUST',
  family: 'errors',
  statements: [],
  sources: ['RFC 9457 §3.1'],
  experiments: [],
  rationale: 'Clients of application/problem+json read type, status and title as the standard types them.',
  falsePositives: 'Only answers that call themselves application/problem+json.',
  applies: (model) =>
    model.operations.some(({ responses }) =>
      [...responses.values()].some(({ mediaType }) => mediaType === 'application/problem+json'),
    ) || 'the document does not use problem details',
  judge: (view) =>
    orNone(
      judgeAll(
        view.exchangeList,
        'an object with text type and title and the status as a number',
        (exchange) => {
          if (mediaTypeOf(exchange) !== 'application/problem+json' || exchange.request.method === 'HEAD')
            return undefined;
          const problem = jsonOf(exchange);
          if (typeof problem !== 'object' || problem === null || Array.isArray(problem))
            return { wrong: 'not an object' };
          const texts = ['type', 'title', 'detail', 'instance'].filter(
            (name) => !['string', 'undefined'].includes(typeof Reflect.get(problem, name)),
          );
          const status: unknown = Reflect.get(problem, 'status');
          if (texts.length > 0) return { wrong: `${texts.join(', ')} is not a text` };
          return (
            status === undefined ||
            status === exchange.response?.status || { wrong: `status is ${JSON.stringify(status)}` }
          );
        },
      ),
      'problem details',
    ),
};
