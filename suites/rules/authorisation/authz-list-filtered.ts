import { finding, statusText, succeeded } from '../../judging/findings.ts';
import { callerOf, expectedIn, groundsOfReach, hasReach, holdsId } from '../../judging/reach.ts';
import type { Finding, Rule } from '../../rule.ts';

export const authzListFiltered: Rule = {
  id: 'authz-list-filtered',
  title: 'A list holds only records that its reader reaches',
  level: 'MUST',
  family: 'authorisation',
  statements: ['BZ-17', 'BZ-20', 'BZ-22', 'BZ-24', 'BZ-26', 'UA-18'],
  sources: ['OWASP API1:2023', 'OWASP ASVS 8.2.2'],
  experiments: ['records-reach'],
  rationale:
    'A filter in the user interface is none: the list itself must leave out what is not within reach.',
  falsePositives:
    "Judged by the ids of known records only; a list that shows nothing at all is another rule's business.",
  applies: hasReach,
  judge: (view) =>
    view.exchanges({ experiment: 'records-reach', step: 'list' }).flatMap((probe): readonly Finding[] => {
      const operation = view.operation(probe);
      if (operation === undefined) return [];
      const caller = callerOf(view.model, probe);
      const base = {
        case: probe.case,
        expected: 'no record beyond reach',
        evidence: [probe.seq],
        grounds: groundsOfReach(view.model, operation, caller),
      };
      if (!succeeded(probe)) return [{ ...base, verdict: 'untestable', observed: statusText(probe) }];
      const body = probe.response?.body ?? '';
      const leaked = expectedIn(view.model, operation, caller).beyond.filter(({ id }) => holdsId(body, id));
      return [
        finding(leaked.length === 0, {
          ...base,
          observed: leaked.length === 0 ? 'none' : leaked.map(({ id }) => id).join(', '),
        }),
      ];
    }),
};
