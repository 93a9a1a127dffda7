import { judgeKept, listsOfGiven } from '../../judging/kept-attributes.ts';
import { someOrReason } from '../../predict/kinds.ts';
import type { Rule } from '../../rule.ts';

export const issueRightsKept: Rule = {
  id: 'issue-rights-kept',
  title: 'A credential is listed with exactly the names that were selected',
  level: 'MUST',
  family: 'lifecycle',
  statements: ['RG-09', 'RG-37', 'RT-17'],
  sources: [],
  experiments: ['issue-and-list'],
  rationale: 'What the list shows is what auditors believe the credential can do.',
  falsePositives: 'Order does not matter. What is not on the first of several pages is not missed.',
  applies: (model) =>
    someOrReason(listsOfGiven(model, 'rights'), 'no list shows the rights that an issuing request takes'),
  judge: (view) =>
    judgeKept(view, 'rights', 'exactly the names selected', (shown, { rights }) => sameNames(shown, rights)),
};

function sameNames(shown: unknown, given: readonly string[] = []): boolean {
  const names = Array.isArray(shown) ? shown.map(String) : String(shown ?? '').split(' ');
  return names.toSorted().join('\n') === given.toSorted().join('\n');
}
