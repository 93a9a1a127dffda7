import { createSecretKey } from 'node:crypto';
import { defaultStages } from '../../index.ts';
import type { Mutant } from '../mutant.ts';

export const jwtSignedWithACommonSecret: Mutant = {
  id: 'jwt-signed-with-a-common-secret',
  lie: 'The signing key is the one from the tutorial.',
  fails: ['jwt-weak-hmac-secret'],
  appliesTo: (model) =>
    [...model.credentials.values()].some(
      ({ secret, issuedBy }) =>
        secret.kind === 'jwt' && issuedBy === 'self' && JSON.stringify(secret.header).includes('HS256'),
    ),
  options: () => {
    const weak = createSecretKey(Buffer.from('your-256-bit-secret'));
    return {
      stages: {
        path: (call) => {
          for (const { jwt, kind } of call.world.plan.kinds.values()) {
            if (jwt !== undefined && kind.issuedBy === 'self')
              Object.assign(jwt.authority.keys(), { sign: weak, verify: weak });
          }
          return defaultStages.path(call);
        },
      },
    };
  },
};
