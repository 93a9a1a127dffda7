import { digestOf } from '../../secrets/digest.ts';
import { afterAct } from '../lie.ts';
import type { Mutant } from '../mutant.ts';
import { proofKinds } from './applies.ts';
import { bodyOf } from './request-body.ts';

export const revocationEndsEverySession: Mutant = {
  id: 'revocation-ends-every-session',
  lie: 'The revocation of one refresh token ends all sessions of its user.',
  fails: ['revoke-cascades-refresh'],
  appliesTo: (model) =>
    model.operations.some(({ verb, object }) => verb === 'revoke' && proofKinds(model).includes(object)),
  options: (model) =>
    afterAct(
      ({ verb, object }) => verb === 'revoke' && proofKinds(model).includes(object),
      (call) => {
        const { world, now } = call;
        const kind = call.operation?.operation.object ?? '';
        for (const value of Object.values(bodyOf(call))) {
          const revoked = world.credentials.byDigest(kind, digestOf(String(value)));
          for (const one of world.credentials.all())
            if (revoked !== undefined && one.owner === revoked.owner)
              world.credentials.end(one, 'revoke', now);
        }
      },
    ),
};
