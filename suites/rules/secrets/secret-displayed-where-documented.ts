import { citationsOf } from '../../../spec/facts.ts';
import type { Exchange } from '../../../spec/history.ts';
import type { AuthModel, Operation } from '../../../spec/model.ts';
import { entriesOf } from '../../judging/entries.ts';
import { finding, statusOf } from '../../judging/findings.ts';
import { answerPlaces } from '../../judging/lifecycle.ts';
import { displays } from '../../judging/secrets.ts';
import { readText } from '../../lab/read-answer.ts';
import { someOrReason } from '../../predict/kinds.ts';
import type { Rule } from '../../rule.ts';

export const secretDisplayedWhereDocumented: Rule = {
  id: 'secret-displayed-where-documented',
  title: 'Answers that the document gives the secret to hold it',
  level: 'MUST',
  family: 'secrets',
  statements: ['RG-16', 'RT-16', 'CD-12', 'CD-16', 'CD-32'],
  sources: [],
  experiments: [],
  rationale:
    'A credential whose value is in no answer cannot be used; where the document says that lists show it, integrators rely on that.',
  falsePositives: 'Only successful answers, and only where the document requires the member.',
  applies: (model) => someOrReason(displays(model), 'no answer displays a secret'),
  judge: (view) =>
    displays(view.model).flatMap(({ kind, operation }) => {
      const answers = view
        .exchanges({ operation: operation.key })
        .filter(
          (exchange) =>
            exchange.request.method === operation.method && statusOf(exchange) === operation.success,
        );
      const bare = answers.filter((exchange) => lacksSecret(view.model, operation, exchange, kind.name));
      if (answers.length === 0) return [];
      const place = answerPlaces(view.model, [operation.key], `${kind.name}.secret`)[0];
      return [
        finding(bare.length === 0, {
          case: `${kind.name} in ${operation.key}`,
          expected: 'the secret where the document says it stands',
          observed: bare.length === 0 ? `there in ${answers.length} answers` : 'missing',
          evidence: bare.slice(0, 3).map(({ seq }) => seq),
          grounds: place === undefined ? [] : citationsOf(place, 'display'),
        }),
      ];
    }),
};

function lacksSecret(model: AuthModel, operation: Operation, exchange: Exchange, kind: string): boolean {
  const attribute = `${kind}.secret`;
  const { response } = exchange;
  const places = operation.responses.get(response?.status ?? 0)?.places ?? [];
  const isField = places.some((place) => place.attribute === attribute && place.in === 'header');
  const shown =
    isField && response !== undefined
      ? [readText(model, operation, response, attribute)]
      : entriesOf(operation, exchange, kind).map((entry) => entry.get('secret'));
  return shown.some((secret) => typeof secret !== 'string' || secret === '');
}
