import type { Exchange } from '../../../spec/history.ts';
import { entriesOf } from '../../judging/entries.ts';
import { finding, statusText, succeeded, unanswered } from '../../judging/findings.ts';
import type { View } from '../../judging/view.ts';
import { issuedKinds, someOrReason } from '../../predict/kinds.ts';
import type { Finding, Rule } from '../../rule.ts';

const attempts = ['manage-anonymous', 'manage-by-credential', 'manage-as'];

export const managementDeniedHasNoEffect: Rule = {
  id: 'management-denied-has-no-effect',
  title: 'A refused management call changes nothing',
  level: 'MUST',
  family: 'lifecycle',
  statements: ['RG-04', 'RG-05', 'RG-06', 'UA-33', 'CD-17'],
  sources: ['OWASP API5:2023'],
  experiments: ['credential-management'],
  rationale: 'A check after the deed refuses with the right status and still revokes or issues.',
  falsePositives:
    'Judged by the list before and after and by a use of the target; other writers in between would show too.',
  applies: (model) => someOrReason(issuedKinds(model), 'no operation issues credentials'),
  judge: (view) =>
    view.exchanges({ experiment: 'credential-management', step: 'target-after' }).map((after): Finding => {
      const lists = ['list-managed', 'list-managed-after'].map(
        (step) => view.exchanges({ experiment: 'credential-management', step, case: after.case })[0],
      );
      const [before, later] = lists.map((exchange) => idsIn(view, exchange));
      const changed = before !== undefined && later !== undefined && before !== later;
      const base = {
        case: after.case,
        expected: 'the list as before, and the target still works',
        observed: `${changed ? 'the list has changed' : 'the list is as before'}; the target is answered with ${statusText(after)}`,
        evidence: [...lists.flatMap((exchange) => exchange?.seq ?? []), after.seq],
      };
      const refused = view
        .exchanges({ experiment: 'credential-management', step: attempts, operation: after.case })
        .filter(({ seq }) => seq < after.seq);
      const silence = unanswered([...refused, ...lists, after]);
      if (silence !== undefined && !changed) return { ...base, verdict: 'untestable', observed: silence };
      const unread = lists.find((exchange) => exchange !== undefined && !succeeded(exchange));
      if (unread !== undefined)
        return {
          ...base,
          verdict: 'untestable',
          observed: `the list could not be read (${statusText(unread)})`,
        };
      return finding(!changed && succeeded(after), base);
    }),
};

function idsIn(view: View, exchange: Exchange | undefined): string | undefined {
  const operation = exchange === undefined ? undefined : view.operation(exchange);
  if (exchange === undefined || operation === undefined || !succeeded(exchange)) return undefined;
  return entriesOf(operation, exchange)
    .map((entry) => String(entry.get('id')))
    .toSorted()
    .join(' ');
}
