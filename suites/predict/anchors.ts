import type { AuthModel, CredentialKind, Operation, SecurityScheme } from '../../spec/model.ts';

/** One cheap readable operation on which a security scheme can be tried in any form. */
export interface Anchor {
  readonly scheme: SecurityScheme;
  readonly kind: CredentialKind;
  readonly operation: Operation;
}

/**
 * For every security scheme that some read needs, the cheapest such read: a GET before one with a body (RFC 7662),
 * without path parameters, of records, not a console's. What is used up by its use has none: each control would spend it.
 */
export function anchorsOf(model: AuthModel): readonly Anchor[] {
  return [...model.schemes.values()].flatMap((scheme) => {
    const kind = model.credentials.get(scheme.credential);
    const operations = model.operations.filter(
      (operation) => isRead(operation) && needs(operation, scheme.name),
    );
    const [operation] = operations.sort((a, b) => cost(a, scheme.name) - cost(b, scheme.name));
    if (kind === undefined || kind.uses !== 'any' || operation === undefined) return [];
    return [{ scheme, kind, operation }];
  });
}

function isRead({ method, verb }: Operation): boolean {
  return method === 'GET' || (method === 'POST' && verb === 'read');
}

/** Is a credential needed, and is this scheme one way? */
function needs(operation: Operation, scheme: string): boolean {
  return isProtected(operation) && operation.security.some((requirement) => requirement.has(scheme));
}

/** Does every alternative of its `security` ask for a credential? */
export function isProtected(operation: Operation): boolean {
  return operation.security.length > 0 && operation.security.every((requirement) => requirement.size > 0);
}

function cost(operation: Operation, scheme: string): number {
  const alone = operation.security.some((requirement) => requirement.size === 1 && requirement.has(scheme));
  const parameters = operation.path.split('{').length - 1;
  return (
    (operation.method === 'GET' ? 0 : 1000) +
    (alone ? 0 : 100) +
    parameters * 10 +
    (operation.console ? 5 : 0) +
    (operation.objectKind === 'record' ? 0 : 2) +
    (operation.verb === 'list' ? 0 : 1)
  );
}

/** How a scheme is spoken of in standards: RFC 6750, RFC 7617, or a bare key (and the like) in a field, parameter or cookie. */
export type SchemeSort = 'bearer' | 'basic' | 'key';

export function sortOf(scheme: SecurityScheme): SchemeSort {
  const word = scheme.carrier.in === 'header' ? scheme.carrier.scheme?.toLowerCase() : undefined;
  return word === 'bearer' || word === 'basic' ? word : 'key';
}

/** Anchors of the schemes of some sorts; all if none is named. */
export function anchorsOfSort(model: AuthModel, ...sorts: readonly SchemeSort[]): readonly Anchor[] {
  return anchorsOf(model).filter(({ scheme }) => sorts.length === 0 || sorts.includes(sortOf(scheme)));
}

/** `true`, or that no read takes such a credential. */
export function hasAnchor(model: AuthModel, ...sorts: readonly SchemeSort[]): true | string {
  const names = { bearer: 'a bearer token', basic: 'Basic credentials', key: 'a key' };
  return (
    anchorsOfSort(model, ...sorts).length > 0 ||
    `no operation that reads takes ${sorts.map((sort) => names[sort]).join(' or ') || 'a credential'}`
  );
}

/** Does the document say that secrets of this kind are an id and a secret in one? */
export function hasTwoParts(kind: CredentialKind): boolean {
  return (
    kind.secret.kind === 'opaque' &&
    /\(\?<id>.*\(\?<secret>/.test(String(kind.secret.schema['pattern'] ?? ''))
  );
}

/** A GET that takes user name and password by Basic, where the password can be changed. */
export function pairAnchor(model: AuthModel): Anchor | undefined {
  const changes = model.operations.some(
    ({ objectKind, verb, request }) =>
      objectKind === 'user' &&
      verb === 'update' &&
      request.some((place) => place.attribute === 'user.password' && !place.readOnly),
  );
  return changes
    ? anchorsOf(model).find(
        ({ scheme, operation }) =>
          scheme.template.includes(':{user.password}') &&
          scheme.carrier.in === 'header' &&
          operation.security.every((one) => one.size === 1),
      )
    : undefined;
}

/** Authentication schemes (`bearer`, `basic`, `token` …) by which an operation's credentials travel in `Authorization`. */
export function wordsOf(model: AuthModel, operation: Operation): readonly string[] {
  return operation.security
    .flatMap((requirement) => [...requirement.keys()])
    .flatMap((name) => {
      const scheme = model.schemes.get(name);
      if (scheme?.carrier.in !== 'header') return [];
      const word =
        scheme.carrier.scheme ??
        (scheme.carrier.name.toLowerCase() === 'authorization'
          ? /^(\S+) /.exec(scheme.template)?.[1]
          : undefined);
      return word === undefined ? [] : [word.toLowerCase()];
    });
}

/** A GET that takes either of two schemes which travel in different places. */
export function twoSchemes(
  model: AuthModel,
): { operation: Operation; schemes: readonly string[] } | undefined {
  for (const operation of model.operations) {
    if (operation.method !== 'GET' || !isProtected(operation) || operation.path.includes('{')) continue;
    const single = operation.security
      .filter((requirement) => requirement.size === 1)
      .flatMap((requirement) => [...requirement.keys()]);
    const kinds = new Map(single.map((name) => [model.schemes.get(name)?.credential, name]));
    const schemes = [...kinds.values()].filter(
      (name, _, all) =>
        carrierOf(model, name) !== undefined &&
        all.filter((other) => carrierOf(model, other) === carrierOf(model, name)).length === 1,
    );
    if (schemes.length >= 2) return { operation, schemes: schemes.slice(0, 2) };
  }
  return undefined;
}

/** Field or parameter: two schemes in one field cannot both be sent. */
function carrierOf(model: AuthModel, scheme: string): string | undefined {
  const carrier = model.schemes.get(scheme)?.carrier;
  return carrier === undefined ? undefined : `${carrier.in} ${carrier.name.toLowerCase()}`;
}
