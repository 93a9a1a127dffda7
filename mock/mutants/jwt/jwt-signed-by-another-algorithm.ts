import type { JsonSchema } from '../../../spec/model.ts';
import { editKinds } from '../edit.ts';
import type { Mutant } from '../mutant.ts';
import { bearsJwt } from './lenient-jwt.ts';

export const jwtSignedByAnotherAlgorithm: Mutant = {
  id: 'jwt-signed-by-another-algorithm',
  lie: 'Tokens are signed by another algorithm than documented.',
  fails: ['jwt-claims-as-documented'],
  appliesTo: bearsJwt,
  model: (model) =>
    editKinds(model, (kind) => {
      if (kind.secret.kind !== 'jwt' || kind.issuedBy !== 'self') return kind;
      const properties = { ...(kind.secret.header['properties'] as JsonSchema), alg: { const: 'HS384' } };
      return { ...kind, secret: { ...kind.secret, header: { ...kind.secret.header, properties } } };
    }),
};
