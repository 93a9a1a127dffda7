import { defaultStages } from '../../index.ts';
import { digestOf } from '../../secrets/digest.ts';
import { bearerSchemes } from '../jwt/lenient-jwt.ts';
import type { Mutant } from '../mutant.ts';
import { hasRefresh, proofKinds } from './applies.ts';

export const refreshTokenOpensTheApi: Mutant = {
  id: 'refresh-token-opens-the-api',
  lie: 'One check for all tokens: a refresh token is accepted as an access token.',
  fails: ['refresh-not-access', 'jwt-typ-and-kind'],
  appliesTo: (model) => hasRefresh(model) && proofKinds(model).length > 0 && bearerSchemes(model).length > 0,
  options: (model) => ({
    stages: {
      authenticate: async (call) => {
        const refused = await defaultStages.authenticate(call);
        const token = /^Bearer +(.*)$/i.exec(call.request.headers.authorization ?? '')?.[1];
        if (!refused || token === undefined) return refused;
        const proof = proofKinds(model).flatMap(
          (kind) => call.world.credentials.byDigest(kind, digestOf(token)) ?? [],
        )[0];
        const scheme = bearerSchemes(model).find(({ name }) =>
          call.guard?.requirements.some((requirement) => requirement.some(({ scheme }) => scheme === name)),
        );
        const access =
          scheme &&
          proof &&
          [...call.world.credentials.of(scheme.credential)].find(({ session }) => session === proof.session);
        if (!access) return refused;
        call.verified = [{ scheme, credential: access }];
        return undefined;
      },
    },
  }),
};
