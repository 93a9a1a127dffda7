import { citationsOf } from '../../../spec/facts.ts';
import { allAcceptedByCount, countGrounds } from '../../judging/counts.ts';
import { entriesOf, placesOf } from '../../judging/entries.ts';
import { finding, succeeded } from '../../judging/findings.ts';
import { valuesAt } from '../../lab/pointer.ts';
import { parseJson } from '../../lab/read-answer.ts';
import { issuedKinds, someOrReason } from '../../predict/kinds.ts';
import type { Rule } from '../../rule.ts';

export const keyLimitRefusalHarmless: Rule = {
  id: 'key-limit-refusal-harmless',
  title: 'A refusal at the maximum gives nothing out and ends nothing',
  level: 'MUST',
  family: 'lifecycle',
  statements: ['CD-21', 'CD-18'],
  sources: [],
  experiments: ['key-maximum'],
  rationale: 'Replacing the oldest credential, or a refusal that holds a value, are the usual mistakes.',
  falsePositives: 'Every credential that was issued is used after the refusals, and the list is counted.',
  applies: (model) =>
    someOrReason(
      issuedKinds(model).filter(({ count }) => Number.isFinite(count.max)),
      'no credential has a maximum number',
    ),
  judge: (view) => [
    ...allAcceptedByCount(view, 'key-maximum', ['use-full']),
    ...view
      .exchanges({ experiment: 'key-maximum', step: 'beyond' })
      .filter((probe) => !succeeded(probe))
      .map((probe) => {
        const operation = view.operation(probe);
        const shown =
          operation === undefined
            ? []
            : placesOf(operation, operation.success, operation.object)
                .filter(({ attribute }) => attribute === `${operation.object}.secret`)
                .flatMap(({ at }) => valuesAt(parseJson(probe.response?.body ?? ''), at))
                .filter((value) => typeof value === 'string');
        return finding(shown.length === 0, {
          case: `secret in the refusal: ${probe.case}`,
          expected: 'no secret',
          observed: shown.length === 0 ? 'none' : 'the refusal holds one',
          evidence: [probe.seq],
          grounds: countGrounds(view, probe),
        });
      }),
    ...view.exchanges({ experiment: 'key-maximum', step: 'count-full' }).flatMap((exchange) => {
      const operation = view.operation(exchange);
      const kind = operation === undefined ? undefined : view.model.credentials.get(operation.object);
      if (operation === undefined || kind === undefined || !succeeded(exchange)) return [];
      const count = entriesOf(operation, exchange).length;
      return [
        finding(count === kind.count.max, {
          case: `list after the refusals: ${exchange.case}`,
          expected: `${kind.count.max} entries`,
          observed: `${count} entries`,
          evidence: [exchange.seq],
          grounds: citationsOf(kind, 'count'),
        }),
      ];
    }),
  ],
};
