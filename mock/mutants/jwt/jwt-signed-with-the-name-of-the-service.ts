import { createSecretKey } from 'node:crypto';
import { defaultStages } from '../../index.ts';
import type { Mutant } from '../mutant.ts';

export const jwtSignedWithTheNameOfTheService: Mutant = {
  id: 'jwt-signed-with-the-name-of-the-service',
  lie: 'The signing key is the name of the service and the word secret.',
  fails: ['jwt-weak-hmac-secret'],
  appliesTo: (model) =>
    [...model.credentials.values()].some(
      ({ secret, issuedBy }) =>
        secret.kind === 'jwt' && issuedBy === 'self' && JSON.stringify(secret.header).includes('HS256'),
    ),
  options: (model) => {
    const weak = createSecretKey(Buffer.from(`${model.name}-secret`));
    return {
      stages: {
        path: (call) => {
          for (const { jwt, kind } of call.world.plan.kinds.values())
            if (jwt !== undefined && kind.issuedBy === 'self')
              Object.assign(jwt.authority.keys(), { sign: weak, verify: weak });
          return defaultStages.path(call);
        },
      },
    };
  },
};
