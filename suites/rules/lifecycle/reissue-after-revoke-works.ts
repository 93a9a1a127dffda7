import { allAccepted, operationGrounds } from '../../judging/lifecycle.ts';
import { revocableKinds, someOrReason } from '../../predict/kinds.ts';
import type { Rule } from '../../rule.ts';

export const reissueAfterRevokeWorks: Rule = {
  id: 'reissue-after-revoke-works',
  title: 'After a revocation a new credential of the same name can be issued and works',
  level: 'MUST',
  family: 'lifecycle',
  statements: ['UA-36', 'RG-14', 'CD-12'],
  sources: [],
  experiments: ['revoke-and-watch'],
  rationale: 'A name that stays taken, or a block that falls on the user, locks the integration out.',
  falsePositives: 'A declared activation delay is waited out first.',
  applies: (model) => someOrReason(revocableKinds(model), 'no operation revokes a credential'),
  judge: (view) =>
    allAccepted(view, 'revoke-and-watch', ['reissued'], (probe) => operationGrounds(view, probe, 'by')),
};
