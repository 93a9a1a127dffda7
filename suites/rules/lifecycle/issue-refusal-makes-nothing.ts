import type { Exchange } from '../../../spec/history.ts';
import { entriesOf } from '../../judging/entries.ts';
import { finding, succeeded } from '../../judging/findings.ts';
import { credentialOperations, issuedKinds, someOrReason } from '../../predict/kinds.ts';
import type { Rule } from '../../rule.ts';

export const issueRefusalMakesNothing: Rule = {
  id: 'issue-refusal-makes-nothing',
  title: 'A refused issue leaves no credential behind',
  level: 'MUST',
  family: 'lifecycle',
  statements: ['CD-13', 'CD-21', 'RG-05'],
  sources: [],
  experiments: ['issue-faults'],
  rationale: 'An entry that was written before validation is a credential that nobody knows of.',
  falsePositives: 'Judged only if every fault was refused: what was accepted is found by other rules.',
  applies: (model) =>
    someOrReason(
      issuedKinds(model).flatMap(({ name }) => credentialOperations(model, 'list', name)),
      'no operation lists credentials',
    ),
  judge: (view) =>
    view.exchanges({ experiment: 'issue-faults', step: 'list-after' }).flatMap((after) => {
      const before = view.exchanges({ experiment: 'issue-faults', step: 'list-before', case: after.case })[0];
      const operation = view.operation(after);
      const accepted = view
        .exchanges({ experiment: 'issue-faults', step: 'issue-fault' })
        .some((probe) => probe.case.startsWith(`${after.case}:`) && succeeded(probe));
      if (before === undefined || operation === undefined || !succeeded(before) || accepted) return [];
      const ids = (exchange: Exchange) =>
        entriesOf(operation, exchange)
          .map((entry) => String(entry.get('id')))
          .toSorted();
      const more = ids(after).filter((id) => !ids(before).includes(id));
      return [
        finding(more.length === 0, {
          case: after.case,
          expected: 'the list as before the refusals',
          observed:
            more.length === 0 ? `${ids(after).length} entries as before` : `${more.length} entries more`,
          evidence: [before.seq, after.seq],
        }),
      ];
    }),
};
