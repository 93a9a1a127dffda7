import { aliveOnly } from '../../judging/dead.ts';
import { acceptance, finding, statusText, succeeded, unanswered } from '../../judging/findings.ts';
import { callerOf, expectedIn, groundsOfReach, hasReach, holdsId } from '../../judging/reach.ts';
import type { Finding, Rule } from '../../rule.ts';

export const authzReachWorks: Rule = {
  id: 'authz-reach-works',
  title: 'Everybody sees and writes the records within reach',
  level: 'MUST',
  family: 'authorisation',
  statements: ['BZ-16', 'BZ-18', 'BZ-19', 'BZ-20', 'BZ-24', 'BZ-49', 'UA-17'],
  sources: ['OWASP ASVS 8.2.2'],
  experiments: ['records-reach'],
  rationale:
    'A manager whose team is empty, or an accountant who sees a part of the company, has less than the document grants.',
  falsePositives:
    'Lists are judged by known records; a list in pages may leave one out, then the read by id still tells.',
  applies: hasReach,
  judge: (view) => {
    const lists = view
      .exchanges({ experiment: 'records-reach', step: 'list' })
      .flatMap((probe): readonly Finding[] => {
        const operation = view.operation(probe);
        if (operation === undefined) return [];
        const caller = callerOf(view.model, probe);
        const base = {
          case: probe.case,
          evidence: [probe.seq],
          grounds: groundsOfReach(view.model, operation, caller),
        };
        const wanted = expectedIn(view.model, operation, caller).within.map(({ id }) => id);
        const silence = unanswered(probe);
        if (silence !== undefined)
          return [{ ...base, verdict: 'untestable', expected: 'a list', observed: silence }];
        if (!succeeded(probe))
          return [{ ...base, verdict: 'violated', expected: 'a list', observed: statusText(probe) }];
        const missing = wanted.filter((id) => !holdsId(probe.response?.body ?? '', id));
        return [
          finding(missing.length === 0, {
            ...base,
            expected: wanted.join(', ') || 'an empty list',
            observed: missing.length === 0 ? 'all of them' : `without ${missing.join(', ')}`,
          }),
        ];
      });
    const items = view
      .exchanges({ experiment: 'records-reach', step: ['read-within', 'write-within'] })
      .flatMap((control): readonly Finding[] => {
        const operation = view.operation(control);
        return operation === undefined
          ? []
          : [
              acceptance(control, {
                grounds: groundsOfReach(view.model, operation, callerOf(view.model, control)),
              }),
            ];
      });
    return aliveOnly(view, [...lists, ...items]);
  },
};
