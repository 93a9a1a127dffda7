import { citationsOf } from '../../../spec/facts.ts';
import { allAcceptedByCount } from '../../judging/counts.ts';
import { entriesOf } from '../../judging/entries.ts';
import { finding, succeeded } from '../../judging/findings.ts';
import { partialList } from '../../judging/lists.ts';
import { issuedKinds, someOrReason } from '../../predict/kinds.ts';
import type { Finding, Rule } from '../../rule.ts';

export const tenantStartsWithMinimum: Rule = {
  id: 'tenant-starts-with-minimum',
  title: 'A tenant starts with its minimum of credentials, and they work',
  level: 'MUST',
  family: 'lifecycle',
  statements: ['CD-10'],
  sources: [],
  experiments: ['key-minimum'],
  rationale: 'Without a first credential a tenant could make none over the API.',
  falsePositives:
    'Counted by the list before anything is issued; where other experiments share the tenant, more than the minimum says nothing.',
  applies: (model) =>
    someOrReason(
      issuedKinds(model).filter(({ count }) => count.min > 0),
      'no credential has a minimum number',
    ),
  judge: (view) => [
    ...view
      .exchanges({ experiment: 'key-minimum', step: 'count-initial' })
      .flatMap((exchange): readonly Finding[] => {
        const operation = view.operation(exchange);
        const kind = operation === undefined ? undefined : view.model.credentials.get(operation.object);
        if (operation === undefined || kind === undefined || !succeeded(exchange)) return [];
        const count = entriesOf(operation, exchange).length;
        const base = {
          case: `list: ${exchange.case}`,
          expected: `${kind.count.min} entries`,
          observed: `${count} entries`,
          evidence: [exchange.seq],
          grounds: citationsOf(view.model.fixtures),
        };
        const unclear =
          count < kind.count.min
            ? partialList(operation, exchange)
            : count > kind.count.min && !view.history.target.control
              ? 'others may have issued some before'
              : undefined;
        return unclear === undefined
          ? [finding(count === kind.count.min, base)]
          : [{ ...base, verdict: 'untestable', observed: `${count} entries, but ${unclear}` }];
      }),
    ...allAcceptedByCount(view, 'key-minimum', ['initial-works']),
  ],
};
