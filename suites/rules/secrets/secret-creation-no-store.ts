import { finding, statusOf } from '../../judging/findings.ts';
import { makers } from '../../judging/secrets.ts';
import { someOrReason } from '../../predict/kinds.ts';
import type { Rule } from '../../rule.ts';
import { headersOf } from '../../wire/message.ts';

export const secretCreationNoStore: Rule = {
  id: 'secret-creation-no-store',
  title: 'Answers that make and display a secret are not to be stored by caches',
  level: 'SHOULD',
  family: 'secrets',
  statements: [],
  sources: ['RFC 6749 §5.1', 'RFC 9111 §5.2.2.5', 'OWASP ASVS 14.3.2'],
  experiments: [],
  rationale: 'A cache between client and server would keep the credential and may give it to somebody else.',
  falsePositives: 'Only successful answers of operations that issue, log in, refresh or rotate.',
  applies: (model) => someOrReason(makers(model), 'no operation makes and displays a secret'),
  judge: (view) =>
    makers(view.model).flatMap((operation) => {
      const answers = view
        .exchanges({ operation: operation.key })
        .filter(
          (exchange) =>
            exchange.request.method === operation.method && statusOf(exchange) === operation.success,
        );
      const open = answers.filter(
        ({ response }) =>
          !/(^|[,\s])no-store($|[,\s;])/i.test(headersOf(response?.headers ?? [], 'cache-control').join(',')),
      );
      if (answers.length === 0) return [];
      return [
        finding(open.length === 0, {
          case: operation.key,
          expected: 'Cache-Control: no-store',
          observed:
            open.length === 0
              ? `so in ${answers.length} answers`
              : `Cache-Control is "${headersOf(open[0]?.response?.headers ?? [], 'cache-control').join(', ')}"`,
          evidence: open.slice(0, 3).map(({ seq }) => seq),
        }),
      ];
    }),
};
