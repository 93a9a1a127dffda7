import { citationsOf } from '../../../spec/facts.ts';
import { countedAt } from '../../judging/counted.ts';
import { allAcceptedByCount, countGrounds } from '../../judging/counts.ts';
import { placesOf } from '../../judging/entries.ts';
import { finding, succeeded } from '../../judging/findings.ts';
import { valuesAt } from '../../lab/pointer.ts';
import { parseJson } from '../../lab/read-answer.ts';
import { issuedKinds, someOrReason } from '../../predict/kinds.ts';
import type { Finding, Rule } from '../../rule.ts';

export const keyLimitRefusalHarmless: Rule = {
  id: 'key-limit-refusal-harmless',
  title: 'A refusal at the maximum gives nothing out and ends nothing',
  level: 'MUST',
  family: 'lifecycle',
  statements: ['CD-21', 'CD-18'],
  sources: [],
  experiments: ['key-maximum'],
  rationale: 'Replacing the oldest credential, or a refusal that holds a value, are the usual mistakes.',
  falsePositives:
    'Every credential that was issued is used after the refusals, and the list is counted: against the maximum on a ground of its own, else against the list before.',
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
    ...issuedKinds(view.model).flatMap((kind): readonly Finding[] => {
      const counted = countedAt(view, kind, 'count-full', 'count-start', ['fill', 'beyond']);
      if (counted === undefined) return [];
      const { count, expected, partial, exchange } = counted;
      const base = {
        case: `list after the refusals: ${exchange.case}`,
        expected: `${expected ?? 'as many as before'} entries`,
        observed: `${count} entries`,
        evidence: [exchange.seq],
        grounds: citationsOf(kind, 'count'),
      };
      const unclear =
        expected === undefined
          ? 'what was there before is not known'
          : count < expected
            ? partial
            : undefined;
      return unclear === undefined
        ? [finding(count === expected, base)]
        : [{ ...base, verdict: 'untestable', observed: `${count} entries, but ${unclear}` }];
    }),
  ],
};
