import type { AuthModel, CredentialKind, JsonSchema, Operation } from '../../spec/model.ts';

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

/** Presented JWTs that say when they were made or end, as far as the document tells. */
export function datedBearers(model: AuthModel): readonly CredentialKind[] {
  return jwtBearers(model).filter(({ lifetime, secret }) => {
    const claims = secret.kind === 'jwt' ? secret.claims['properties'] : undefined;
    const named = typeof claims === 'object' && claims !== null ? Object.keys(claims) : [];
    return typeof lifetime !== 'string' || named.includes('iat') || named.includes('exp');
  });
}

/** Presented JWTs by an asymmetric algorithm, with the operation that shows everybody their public keys. */
export function publishedKinds(
  model: AuthModel,
): readonly { readonly kind: CredentialKind; readonly by: Operation }[] {
  return jwtBearers(model).flatMap((kind) => {
    const by = model.operations.find(
      ({ security, method, responses, success }) =>
        method === 'GET' &&
        security.length === 0 &&
        responses.get(success)?.places.some(({ attribute }) => attribute === `${kind.name}.publicKeys`),
    );
    return by !== undefined && isAsymmetric(kind) ? [{ kind, by }] : [];
  });
}

/** `true`, or why nobody has a public key to confuse the verifier with. */
export function publishes(model: AuthModel): true | string {
  if (bearsJwt(model) !== true) return bearsJwt(model);
  if (!jwtBearers(model).some(isAsymmetric)) return 'the JWTs of the document have no public key';
  return publishedKinds(model).length > 0 || 'no operation shows everybody the public keys of the JWTs';
}

function isAsymmetric({ secret }: CredentialKind): boolean {
  if (secret.kind !== 'jwt') return false;
  const alg = (secret.header['properties'] as Readonly<Record<string, JsonSchema>> | undefined)?.['alg'];
  const named = [alg?.['const'], ...(Array.isArray(alg?.['enum']) ? alg['enum'] : [])];
  return named.some((name) => /^(RS|PS|ES|Ed)/.test(String(name ?? '')));
}
