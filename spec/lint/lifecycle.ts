import type { Problem } from '../errors.ts';
import { join } from '../load/json.ts';
import type { Answer, AuthModel, CredentialKind, Operation } from '../model.ts';
import { kindPointer, operationPointer } from './pointers.ts';

/** Operations and credentials that cannot do what they promise. */
export function checkLifecycle(model: AuthModel): readonly Problem[] {
  return [
    ...model.operations.flatMap((operation) => checkOperation(model, operation)),
    ...[...model.credentials.values()].flatMap((kind) => checkKind(model, kind)),
  ];
}

function checkOperation(model: AuthModel, operation: Operation): readonly Problem[] {
  const { verb, object } = operation;
  const pointer = operationPointer(operation);
  const gives = (verb === 'issue' || verb === 'update') && takes(operation, `${object}.rights`);
  if (operation.within === 'caller' && !gives) {
    const message = `${operation.key} keeps what it gives within the caller's names, but takes no "${object}.rights" to give.`;
    return [{ severity: 'error', pointer, message }];
  }
  if (operation.objectKind !== 'credential') return [];
  const secret = `${object}.secret`;
  const problems: Problem[] = [];
  const fail = (message: string): void => {
    problems.push({ severity: 'error', pointer, message });
  };
  const making = verb === 'issue' || verb === 'login' || verb === 'refresh' || verb === 'rotate';
  if (
    making &&
    !answers(operation, secret) &&
    !answers(operation, `${object}.value`) &&
    !takes(operation, secret)
  ) {
    fail(
      `${operation.key} makes a ${object}, but neither its answer nor its request has "${secret}": nobody could ever use it.`,
    );
  }
  if (verb === 'refresh' && !takesOneUse(model, operation)) {
    fail(
      `${operation.key} refreshes, but takes no other credential: neither in its body nor by its security.`,
    );
  }
  const named = verb === 'revoke' || verb === 'rotate' || verb === 'update' || verb === 'read';
  if (
    named &&
    !takes(operation, `${object}.id`) &&
    !takes(operation, secret) &&
    !presents(model, operation, object)
  ) {
    fail(
      `${operation.key} does not say which ${object}: it takes neither "${object}.id" nor "${secret}", and does not present one.`,
    );
  }
  const refusal = operation.refusals.get('maximum');
  const kind = model.credentials.get(object);
  if (kind === undefined) return problems;
  if (verb === 'issue' && Number.isFinite(kind.count.max) && refusal?.declared !== true) {
    fail(
      `At most ${kind.count.max} ${object} may exist, but ${operation.key} declares no answer to "maximum" (x-auth-refusal: [maximum]).`,
    );
  }
  if (verb === 'revoke' && kind.count.min > 0 && operation.refusals.get('minimum')?.declared !== true) {
    fail(
      `The last ${kind.count.min} ${object} may not go, but ${operation.key} declares no answer to "minimum" (x-auth-refusal: [minimum]).`,
    );
  }
  return problems;
}

function checkKind(model: AuthModel, kind: CredentialKind): readonly Problem[] {
  const pointer = join(kindPointer(model, kind.name), 'x-auth-credential');
  const problems: Problem[] = [];
  const warn = (message: string): void => {
    problems.push({ severity: 'warning', pointer, message });
  };
  const all = model.operations;
  if (
    kind.lifetime === 'optional' &&
    !all.some(
      (operation) => takes(operation, `${kind.name}.expiresAt`) || takes(operation, `${kind.name}.expiresIn`),
    )
  ) {
    warn(
      `${kind.name} may expire ("lifetime: optional"), but no operation takes "${kind.name}.expiresAt" or "${kind.name}.expiresIn".`,
    );
  }
  if (
    kind.rotation !== 'none' &&
    kind.rotation !== 'overlap' &&
    !all.some((operation) => operation.object === kind.name && operation.verb === 'rotate')
  ) {
    warn(`${kind.name} has a "rotation" time, but no operation rotates it.`);
  }
  if (kind.endedBy.includes('reuse') && !hasUses(model, kind)) {
    warn(`${kind.name} is ended by "reuse", but no credential is used up ("uses").`);
  }
  if (kind.endedBy.includes('logout') && !all.some(({ verb }) => verb === 'logout'))
    warn(`${kind.name} is ended by "logout", but no operation logs out.`);
  const exists =
    kind.isPassword ||
    kind.issuedBy === 'third-party' ||
    kind.displayedBy.length > 0 ||
    kind.valueDisplayedBy.length > 0 ||
    all.some((operation) => takes(operation, `${kind.name}.secret`)) ||
    model.fixtures.credentials.some((fixture) => fixture.kind === kind.name);
  if (!exists) warn(`Nothing issues a ${kind.name} and no fixture has one: it must come from the target.`);
  return problems;
}

function hasUses(model: AuthModel, kind: CredentialKind): boolean {
  return kind.uses !== 'any' || [...model.credentials.values()].some((other) => other.uses !== 'any');
}

function answers({ responses }: Operation, attribute: string): boolean {
  const success = ({ status, places }: Answer): boolean =>
    status < 300 && places.some((place) => place.attribute === attribute);
  return [...responses.values()].some(success);
}

function takes({ request }: Operation, attribute: string): boolean {
  return request.some((place) => place.attribute === attribute && !place.readOnly);
}

function takesOneUse(model: AuthModel, operation: Operation): boolean {
  return (
    operation.security.some((requirement) => requirement.size > 0) ||
    [...model.credentials.keys()].some((name) => takes(operation, `${name}.secret`))
  );
}

function presents(model: AuthModel, operation: Operation, kind: string): boolean {
  return operation.security.some((requirement) =>
    [...requirement.keys()].some((scheme) => model.schemes.get(scheme)?.credential === kind),
  );
}
