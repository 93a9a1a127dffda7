import type { CredentialKind, JsonSchema } from '../../../spec/model.ts';
import { editKinds } from '../edit.ts';
import type { Mutant } from '../mutant.ts';
import { bearsJwt } from './lenient-jwt.ts';

export const jwtClaimsHoldThePasswordHash: Mutant = {
  id: 'jwt-claims-hold-the-password-hash',
  lie: 'The whole row of the user is signed into the token, password hash included.',
  fails: ['jwt-no-sensitive-claims'],
  appliesTo: bearsJwt,
  model: (model) =>
    editKinds(
      model,
      withClaim('password_hash', { const: '$2b$12$e0NRo0bq1JxhpWJcS9R0QuJ7hBkJvK6J2f0m2cQ3mY2Z1XkWb1y3a' }),
    ),
};

/** A kind of JWT with one claim more. */
function withClaim(name: string, schema: JsonSchema): (kind: CredentialKind) => CredentialKind {
  return (kind) => {
    if (kind.secret.kind !== 'jwt' || kind.issuedBy !== 'self') return kind;
    const { claims } = kind.secret;
    const properties = { ...(claims['properties'] as JsonSchema), [name]: schema };
    const required = [...(Array.isArray(claims['required']) ? claims['required'] : []), name];
    return { ...kind, secret: { ...kind.secret, claims: { ...claims, properties, required } } };
  };
}
