import type { Verified } from '../../call.ts';
import { authenticate } from '../../stages/authenticate.ts';
import { credentialVerb } from '../lie.ts';
import type { Mutant } from '../mutant.ts';
import { presentedText } from '../presented-text.ts';

export const revocationMarksTheListOnly: Mutant = {
  id: 'revocation-marks-the-list-only',
  lie: 'A revoked credential leaves the list and works on.',
  fails: ['key-replace-works', 'last-key-atomic', 'revoke-immediate', 'revoke-is-final', 'rotation-ends-old'],
  appliesTo: (model) => model.operations.some(credentialVerb('revoke')),
  options: (model) => {
    const seen = new Map<string, readonly Verified[]>();
    return {
      stages: {
        authenticate: async (call) => {
          const refused = await authenticate(call);
          const key = `${call.world.name} ${presentedText(model, call)}`;
          if (!refused && call.verified.length > 0) seen.set(key, call.verified);
          const known = seen.get(key);
          if (
            refused?.cause !== 'revoked' ||
            known?.some(({ credential }) => credential.end?.cause !== 'revoke') !== false
          )
            return refused;
          call.verified = known;
          return undefined;
        },
      },
    };
  },
};
