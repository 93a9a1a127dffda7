import { groundsOf } from '../../../spec/facts.ts';
import type { Exchange } from '../../../spec/history.ts';
import { namesAsSelected } from '../../experiments/names-as-selected.ts';
import { entriesOf, entryOf } from '../../judging/entries.ts';
import { denial, finding } from '../../judging/findings.ts';
import { groundsOfCell, refusalStatuses, subjectOf } from '../../judging/sweep.ts';
import type { View } from '../../judging/view.ts';
import type { Finding, Rule } from '../../rule.ts';

export const scopeNoExtra: Rule = {
  id: 'scope-no-extra',
  title: 'A credential gets exactly the names that were selected for it',
  level: 'MUST',
  family: 'authorisation',
  statements: ['RT-04', 'RT-17', 'RG-09'],
  sources: ['OWASP API5:2023', 'RFC 6749 §3.3'],
  experiments: ['names-as-selected'],
  rationale: 'Names widened to those of the maker, or filled up by default, make every key a master key.',
  falsePositives: 'What the answer and the list do not show is judged by what the credential opens.',
  applies: (model) => namesAsSelected.applies(model),
  judge: (view) => {
    const closed = view
      .exchanges({ experiment: 'names-as-selected', step: 'neither' })
      .flatMap((probe): readonly Finding[] => {
        const operation = view.operation(probe);
        return operation === undefined
          ? []
          : [
              denial(view, probe, {
                statuses: refusalStatuses,
                expected: 'refused',
                grounds: groundsOfCell(view, probe, operation),
              }),
            ];
      });
    return [...closed, ...shownNames(view)];
  },
};

/** Names in the issuing answer and in the list, against those that were selected. */
function shownNames(view: View): readonly Finding[] {
  const held = new Map(
    view
      .exchanges({ experiment: 'names-as-selected', step: 'each' })
      .map((use) => [use.presented[0]?.credential, use] as const),
  );
  return [...held].flatMap(([alias, use]): readonly Finding[] => {
    const fact = view.issued(alias, 'names-as-selected');
    const by = view.factList.find((one) => one.fact === 'issued' && one.credential === alias)?.by;
    const places: readonly (readonly [string, Exchange | undefined])[] = [
      ['issued', view.exchange(by)],
      [
        'listed',
        view.exchanges({ experiment: 'names-as-selected', step: 'shown', case: fact?.type ?? '' })[0],
      ],
    ];
    return places.flatMap(([where, exchange]): readonly Finding[] => {
      const operation = exchange === undefined ? undefined : view.operation(exchange);
      if (exchange === undefined || operation === undefined || fact === undefined) return [];
      const entry =
        where === 'issued' ? entriesOf(operation, exchange)[0] : entryOf(operation, exchange, fact.id);
      const shown = entry?.get('rights');
      if (shown === undefined) return [];
      const names = (Array.isArray(shown) ? shown.map(String) : String(shown).split(' '))
        .toSorted()
        .join(', ');
      const wanted = [...subjectOf(use).own].toSorted().join(', ');
      return [
        finding(names === wanted, {
          case: `${fact.type} as ${where}`,
          expected: wanted,
          observed: names,
          evidence: [exchange.seq],
          grounds: groundsOf(view.model, operation),
        }),
      ];
    });
  });
}
