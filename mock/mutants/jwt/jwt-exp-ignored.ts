import { defaultStages } from '../../index.ts';
import { digestOf } from '../../secrets/digest.ts';
import type { Mutant } from '../mutant.ts';
import { bearerSchemes, bearsJwt } from './lenient-jwt.ts';

export const jwtExpIgnored: Mutant = {
  id: 'jwt-exp-ignored',
  lie: 'exp is written into access tokens and never looked at.',
  fails: ['lifetime-enforced', 'jwt-exp-enforced'],
  appliesTo: (model) =>
    bearsJwt(model) &&
    [...model.credentials.values()].some(
      ({ secret, lifetime }) => secret.kind === 'jwt' && typeof lifetime === 'object',
    ),
  options: (model) => ({
    stages: {
      authenticate: async (call) => {
        const refused = await defaultStages.authenticate(call);
        const token = /^Bearer +(.*)$/i.exec(call.request.headers.authorization ?? '')?.[1];
        const scheme = bearerSchemes(model).find(({ name }) =>
          call.guard?.requirements.some((requirement) => requirement.some(({ scheme }) => scheme === name)),
        );
        if (refused?.cause !== 'expired' || token === undefined || scheme === undefined) return refused;
        const credential = call.world.credentials.byDigest(scheme.credential, digestOf(token));
        if (credential === undefined) return refused;
        call.verified = [{ scheme, credential }];
        return undefined;
      },
    },
  }),
};
