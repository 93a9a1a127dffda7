import { allRefused, operationGrounds } from '../../judging/lifecycle.ts';
import { revocableKinds, someOrReason } from '../../predict/kinds.ts';
import type { Rule } from '../../rule.ts';

export const revokeIsFinal: Rule = {
  id: 'revoke-is-final',
  title: 'A revoked credential never works again',
  level: 'MUST',
  family: 'lifecycle',
  statements: ['RG-40', 'RG-41', 'UA-34', 'UA-36', 'CD-11'],
  sources: [],
  experiments: ['revoke-and-watch'],
  rationale:
    'Undelete calls, refilled caches and a new credential of the same name must not bring the old value back.',
  falsePositives:
    'Probed after guesses at restoring calls, after a new issue of the same name, and an hour later.',
  applies: (model) => someOrReason(revocableKinds(model), 'no operation revokes a credential'),
  judge: (view) =>
    allRefused(view, 'revoke-and-watch', ['after-reissue', 'later'], 'revoked', (probe) =>
      operationGrounds(view, probe, 'by'),
    ),
};
