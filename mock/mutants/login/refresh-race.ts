import { defaultStages } from '../../index.ts';
import { digestOf } from '../../secrets/digest.ts';
import { aWhile, insteadOfAct, tamper } from '../lie.ts';
import type { Mutant } from '../mutant.ts';
import { hasRefresh, isRefresh, proofKinds } from './applies.ts';
import { bodyOf } from './request-body.ts';

export const refreshRace: Mutant = {
  id: 'refresh-race',
  lie: 'A refresh token is read, checked and spent in three steps: parallel refreshes all succeed.',
  fails: ['refresh-atomic'],
  appliesTo: (model) =>
    hasRefresh(model) && proofKinds(model).some((name) => model.credentials.get(name)?.uses === 1),
  options: (model) =>
    insteadOfAct(isRefresh, async (call) => {
      const texts = Object.values(bodyOf(call)).filter((value) => typeof value === 'string');
      const proof = proofKinds(model).flatMap((kind) =>
        texts.flatMap((text) => call.world.credentials.byDigest(kind, digestOf(text)) ?? []),
      )[0];
      if (proof === undefined || proof.end !== undefined) return defaultStages.act(call);
      // Everybody who read it unspent spends it.
      await aWhile();
      tamper(proof, { end: undefined, timesUsed: 0 });
      return defaultStages.act(call);
    }),
};
