import { allAccepted, operationGrounds } from '../../judging/lifecycle.ts';
import { issuedKinds, someOrReason } from '../../predict/kinds.ts';
import type { Rule } from '../../rule.ts';

export const credentialNewWorks: Rule = {
  id: 'credential-new-works',
  title: 'A credential that was just issued works',
  level: 'MUST',
  family: 'lifecycle',
  statements: ['RG-16', 'RG-13', 'CD-12', 'CD-14', 'UA-08', 'UA-24'],
  sources: [],
  experiments: ['issue-and-list'],
  rationale: 'The value that the answer displays must be the whole, usable credential.',
  falsePositives: 'A declared activation delay is waited out first.',
  applies: (model) => someOrReason(issuedKinds(model), 'no operation issues credentials'),
  judge: (view) =>
    allAccepted(view, 'issue-and-list', ['use-new'], (probe) => operationGrounds(view, probe, 'issuer')),
};
