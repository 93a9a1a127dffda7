import { allAccepted, operationGrounds } from '../../judging/lifecycle.ts';
import { revocableKinds, someOrReason } from '../../predict/kinds.ts';
import type { Rule } from '../../rule.ts';

export const revokeOnlyTarget: Rule = {
  id: 'revoke-only-target',
  title: 'Revoking one credential leaves the others alone',
  level: 'MUST',
  family: 'lifecycle',
  statements: ['RG-43', 'UA-35', 'UA-36', 'CD-35'],
  sources: [],
  experiments: ['revoke-and-watch'],
  rationale: 'Deleting by name, role or user ends the siblings too.',
  falsePositives: 'None known: the siblings were issued with the same name or the same rights.',
  applies: (model) => someOrReason(revocableKinds(model), 'no operation revokes a credential'),
  judge: (view) =>
    allAccepted(view, 'revoke-and-watch', ['sibling-after-revoke'], (probe) =>
      operationGrounds(view, probe, 'by'),
    ),
};
