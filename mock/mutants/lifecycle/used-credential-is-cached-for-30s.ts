import type { Verified } from '../../call.ts';
import { authenticate } from '../../stages/authenticate.ts';
import { credentialVerb } from '../lie.ts';
import type { Mutant } from '../mutant.ts';
import { presentedText } from '../presented-text.ts';

const cachedMs = 30_000;

export const usedCredentialIsCachedFor30s: Mutant = {
  id: 'used-credential-is-cached-for-30s',
  lie: 'A revoked credential works on for half a minute if it was used shortly before; an unused one is refused at once.',
  fails: ['key-replace-works', 'last-key-atomic', 'revoke-immediate', 'revoke-is-final', 'rotation-ends-old'],
  appliesTo: (model) => model.operations.some(credentialVerb('revoke')),
  options: (model) => {
    const cache = new Map<string, { readonly at: number; readonly verified: readonly Verified[] }>();
    return {
      stages: {
        authenticate: async (call) => {
          const refused = await authenticate(call);
          const key = `${call.world.name} ${presentedText(model, call)}`;
          if (!refused && call.verified.length > 0) cache.set(key, { at: call.now, verified: call.verified });
          const known = cache.get(key);
          if (refused?.cause !== 'revoked' || known === undefined || call.now - known.at >= cachedMs)
            return refused;
          call.verified = known.verified;
          return undefined;
        },
      },
    };
  },
};
