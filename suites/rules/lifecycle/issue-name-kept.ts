import { judgeKept, listsOfGiven } from '../../judging/kept-attributes.ts';
import { someOrReason } from '../../predict/kinds.ts';
import type { Rule } from '../../rule.ts';

export const issueNameKept: Rule = {
  id: 'issue-name-kept',
  title: 'A credential is listed under the name that it was given',
  level: 'MUST',
  family: 'lifecycle',
  statements: ['RG-08', 'CD-13', 'UA-23'],
  sources: [],
  experiments: ['issue-and-list'],
  rationale: 'The name is how people find the credential that they must revoke.',
  falsePositives:
    'Only lists that show names of kinds whose issue takes one. What is not on the first of several pages is not missed.',
  applies: (model) =>
    someOrReason(listsOfGiven(model, 'name'), 'no list shows the name that an issuing request takes'),
  judge: (view) => judgeKept(view, 'name', 'the name as given', (shown, { name }) => shown === name),
};
