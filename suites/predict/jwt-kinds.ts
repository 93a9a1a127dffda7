import type { AuthModel, CredentialKind } from '../../spec/model.ts';

/** Kinds whose secret is a JWT of the vendor's own making. */
export function jwtKinds(model: AuthModel): readonly CredentialKind[] {
  return [...model.credentials.values()].filter(
    ({ secret, issuedBy }) => secret.kind === 'jwt' && issuedBy === 'self',
  );
}

/** Those of them that a security scheme carries. */
export function jwtBearers(model: AuthModel): readonly CredentialKind[] {
  return jwtKinds(model).filter(({ name }) =>
    [...model.schemes.values()].some(({ credential }) => credential === name),
  );
}

/** `true`, or why JWT rules have nothing to check. */
export function usesJwt(model: AuthModel): true | string {
  return jwtKinds(model).length > 0 || 'no credential of the document is a JWT of the vendor';
}

/** `true`, or why rules about presented JWTs have nothing to check. */
export function bearsJwt(model: AuthModel): true | string {
  return jwtBearers(model).length > 0 || 'no security scheme of the document carries a JWT of the vendor';
}
