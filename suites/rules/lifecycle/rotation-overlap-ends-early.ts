import type { AuthModel, CredentialKind } from '../../../spec/model.ts';
import { allRefused, kindGrounds } from '../../judging/lifecycle.ts';
import { credentialOperations, revocableKinds, someOrReason } from '../../predict/kinds.ts';
import type { Rule } from '../../rule.ts';

export const rotationOverlapEndsEarly: Rule = {
  id: 'rotation-overlap-ends-early',
  title: 'An old value that is revoked in its overlap is refused',
  level: 'MUST',
  family: 'lifecycle',
  statements: [],
  general: ['revoke-immediate'],
  sources: ['RFC 7009 §2'],
  experiments: ['rotation'],
  rationale:
    'A key is often rotated since it leaked: the overlap must not protect the thief from a revocation.',
  falsePositives:
    'Only where the old value kept an id of its own beside the new one and the revocation was acknowledged; probed after the bound for endings.',
  applies: (model) =>
    someOrReason(overlappingApart(model), 'no rotation leaves an old value that can be revoked by itself'),
  judge: (view) =>
    allRefused(view, 'rotation', ['overlap-revoked'], 'revoked', (probe) => kindGrounds(view, probe, 'ends')),
};

/** The rotation leaves the old value for a time, and tells the id of the new one. */
function overlappingApart(model: AuthModel): readonly CredentialKind[] {
  return revocableKinds(model).filter(
    ({ name, rotation }) =>
      typeof rotation !== 'string' &&
      credentialOperations(model, 'rotate', name).some(({ responses, success }) =>
        responses.get(success)?.places.some(({ attribute }) => attribute === `${name}.id`),
      ),
  );
}
