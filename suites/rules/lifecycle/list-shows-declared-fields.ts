import { citationsOf } from '../../../spec/facts.ts';
import { entriesOf, placesOf } from '../../judging/entries.ts';
import { finding, statusOf } from '../../judging/findings.ts';
import { fits } from '../../lab/traits.ts';
import { credentialOperations, issuedKinds, someOrReason } from '../../predict/kinds.ts';
import type { Rule } from '../../rule.ts';

export const listShowsDeclaredFields: Rule = {
  id: 'list-shows-declared-fields',
  title: 'Each entry of a list of credentials has the fields that the document requires, of their types',
  level: 'MUST',
  family: 'lifecycle',
  statements: ['RG-37', 'UA-31', 'CD-16'],
  sources: [],
  experiments: [],
  rationale: 'People decide by these fields which credential to keep.',
  falsePositives: 'Only members that the document requires and annotates; what it leaves open is not judged.',
  applies: (model) =>
    someOrReason(
      issuedKinds(model).flatMap(({ name }) => credentialOperations(model, 'list', name)),
      'no operation lists credentials',
    ),
  judge: (view) =>
    issuedKinds(view.model)
      .flatMap(({ name }) => credentialOperations(view.model, 'list', name))
      .flatMap((operation) => {
        const answers = view
          .exchanges({ operation: operation.key })
          .filter(
            (exchange) =>
              exchange.request.method === operation.method && statusOf(exchange) === operation.success,
          );
        return placesOf(operation, operation.success, operation.object)
          .filter((place) => place.required)
          .flatMap((place) => {
            const attribute = place.attribute.slice(operation.object.length + 1);
            const entries = answers.flatMap((exchange) =>
              entriesOf(operation, exchange).map((entry) => ({ exchange, value: entry.get(attribute) })),
            );
            // A secret is judged by its own rules, and its alias no longer fits its pattern.
            if (entries.length === 0 || attribute === 'secret' || attribute === 'value') return [];
            const wrong = entries.filter(({ value }) => value === undefined || !fits(place.schema, value));
            return [
              finding(wrong.length === 0, {
                case: `${attribute} in ${operation.key}`,
                expected: 'there, and of the declared type',
                observed:
                  wrong.length === 0
                    ? `so in ${entries.length} entries`
                    : `missing or of another type in ${wrong.length} of ${entries.length} entries`,
                evidence: wrong.slice(0, 3).map(({ exchange }) => exchange.seq),
                grounds: citationsOf(place, 'required', 'display'),
              }),
            ];
          });
      }),
};
