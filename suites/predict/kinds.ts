import type { AuthModel, CredentialKind, LifecycleVerb, Operation } from '../../spec/model.ts';

/** Operations with a verb for credentials, of all kinds or one. */
export function credentialOperations(
  model: AuthModel,
  verb: LifecycleVerb,
  kind?: string,
): readonly Operation[] {
  return model.operations.filter(
    (operation) =>
      operation.objectKind === 'credential' &&
      operation.verb === verb &&
      (kind === undefined || operation.object === kind),
  );
}

/** Does some operation accept a credential of the kind by itself, with no other beside it? */
export function worksAlone(model: AuthModel, kind: string): boolean {
  return model.operations.some((operation) => schemesAlone(model, operation, kind).length > 0);
}

/** Schemes over which the operation takes a credential of the kind alone; none if it can be called without any. */
export function schemesAlone(model: AuthModel, operation: Operation, kind: string): readonly string[] {
  const { security } = operation;
  if (security.length === 0 || security.some((requirement) => requirement.size === 0)) return [];
  const single = security
    .filter((requirement) => requirement.size === 1)
    .flatMap((requirement) => [...requirement.keys()]);
  return [...new Set(single)].filter((scheme) => model.schemes.get(scheme)?.credential === kind);
}

/**
 * Kinds that a run can get anew (by issue or sign-in) and present alone as often as it likes; passwords, assertions and
 * what is used up by its use are not among them.
 */
export function workingKinds(model: AuthModel): readonly CredentialKind[] {
  return [...model.credentials.values()].filter(
    (kind) =>
      !kind.isPassword &&
      kind.issuedBy === 'self' &&
      kind.uses === 'any' &&
      (credentialOperations(model, 'issue', kind.name).length > 0 ||
        credentialOperations(model, 'login', kind.name).length > 0) &&
      worksAlone(model, kind.name),
  );
}

/** Working kinds that an operation issues on demand: keys and tokens, not sign-ins. */
export function issuedKinds(model: AuthModel): readonly CredentialKind[] {
  return workingKinds(model).filter((kind) => credentialOperations(model, 'issue', kind.name).length > 0);
}

/** Working kinds of which an operation revokes a single one. */
export function revocableKinds(model: AuthModel): readonly CredentialKind[] {
  return workingKinds(model).filter((kind) => credentialOperations(model, 'revoke', kind.name).length > 0);
}

/** `true` if any, else the reason. */
export function someOrReason(found: readonly unknown[], reason: string): true | string {
  return found.length > 0 || reason;
}
