import { defaultParts } from '../../parts.ts';
import { afterAct, credentialVerb } from '../lie.ts';
import type { Mutant } from '../mutant.ts';
import { bearsJwt } from './lenient-jwt.ts';

export const jwtExpIgnored: Mutant = {
  id: 'jwt-exp-ignored',
  lie: 'exp is written into access tokens and never looked at.',
  fails: [],
  appliesTo: (model) => bearsJwt(model) && [...model.credentials.values()].some(({ secret, lifetime }) => secret.kind === 'jwt' && typeof lifetime === 'object'),
  options: () => ({
    ...afterAct(credentialVerb('login', 'refresh'), (call) => {
      for (const { credential } of call.outcome.minted ?? []) {
        if (credential.kind.secret.kind === 'jwt' && credential.kind.rights.length > 0) {
          const { expiresAt } = credential;
          // Told as ever, enforced never: the answer is written before the end is forgotten.
          queueMicrotask(() => queueMicrotask(() => {
            credential.expiresAt = expiresAt === undefined ? undefined : Number.POSITIVE_INFINITY;
          }));
        }
      }
    }),
    parts: {
      verifyJwt: (authority, token, now, tolerance) => defaultParts.verifyJwt(authority, token, now, tolerance + 1e15),
    },
  }),
};
