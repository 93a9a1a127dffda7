import { defaultStages } from '../../index.ts';
import { defaultParts } from '../../parts.ts';
import { digestOf } from '../../secrets/digest.ts';
import { insteadOfAct, tamper } from '../lie.ts';
import type { Mutant } from '../mutant.ts';
import { hasRefresh, isRefresh, proofKinds } from './applies.ts';
import { bodyOf } from './request-body.ts';

export const refreshTokenNeverExpires: Mutant = {
  id: 'refresh-token-never-expires',
  lie: 'The refresh path does not look at the end of life.',
  fails: ['refresh-expiry'],
  appliesTo: (model) =>
    hasRefresh(model) &&
    proofKinds(model).some((name) => typeof model.credentials.get(name)?.lifetime === 'object'),
  options: (model) => {
    let refreshing = 0;
    return {
      ...insteadOfAct(isRefresh, async (call) => {
        const texts = Object.values(bodyOf(call)).filter((value) => typeof value === 'string');
        for (const kind of proofKinds(model)) {
          for (const text of texts) {
            const proof = call.world.credentials.byDigest(kind, digestOf(text));
            if (proof !== undefined) tamper(proof, { expiresAt: undefined });
          }
        }
        refreshing += 1;
        try {
          return await defaultStages.act(call);
        } finally {
          refreshing -= 1;
        }
      }),
      parts: {
        verifyJwt: (authority, token, now, tolerance) =>
          defaultParts.verifyJwt(authority, token, now, refreshing > 0 ? tolerance + 1e13 : tolerance),
      },
    };
  },
};
