import { citationsOf } from '../../../spec/facts.ts';
import { finding, statusOf } from '../../judging/findings.ts';
import { answerPlaces } from '../../judging/lifecycle.ts';
import { holdsReadyMade, readyMade, valueKinds } from '../../judging/secrets.ts';
import { someOrReason } from '../../predict/kinds.ts';
import type { Rule } from '../../rule.ts';

export const secretHeaderWhereDocumented: Rule = {
  id: 'secret-header-where-documented',
  title: 'The ready-made header value stands where the document says, and only there',
  level: 'MUST',
  family: 'secrets',
  statements: ['CD-08', 'CD-09', 'CD-15'],
  sources: [],
  experiments: [],
  rationale:
    'A ready-made header is as good as the secret; where it is shown it must be the encoding of that same secret.',
  falsePositives: 'Judged only where some answer of the document has a place for it.',
  applies: (model) => someOrReason(valueKinds(model), 'no answer has a ready-made header value'),
  judge: (view) =>
    valueKinds(view.model).flatMap((kind) =>
      view.model.operations
        .filter(({ object }) => object === kind.name)
        .flatMap((operation) => {
          const answers = view
            .exchanges({ operation: operation.key })
            .filter(
              (exchange) =>
                exchange.request.method === operation.method && statusOf(exchange) === operation.success,
            );
          const shows = kind.valueDisplayedBy.includes(operation.key);
          const wrong = answers.filter((exchange) =>
            shows ? !readyMade(operation, exchange, kind.name) : holdsReadyMade(exchange, kind.name),
          );
          if (answers.length === 0) return [];
          return [
            finding(wrong.length === 0, {
              case: `${kind.name} in ${operation.key}`,
              expected: shows ? 'the encoding of the secret beside it' : 'no ready-made header value',
              observed: wrong.length === 0 ? `so in ${answers.length} answers` : 'not so',
              evidence: wrong.slice(0, 3).map(({ seq }) => seq),
              grounds: citationsOf(
                shows
                  ? (answerPlaces(view.model, [operation.key], `${kind.name}.value`)[0] ?? operation)
                  : operation,
              ),
            }),
          ];
        }),
    ),
};
