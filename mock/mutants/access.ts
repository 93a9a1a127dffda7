import type { AuthModel, Operation, Requirement } from '../../spec/model.ts';
import type { Call, MockOptions, Refused } from '../index.ts';
import { authorise } from '../stages/authorise.ts';

/** A requirement that one scheme alone meets, with names. */
interface Grant {
  readonly scheme: string;
  readonly names: readonly string[];
}

/** Can the roles of people be changed over the API? */
export function changesRoles(model: AuthModel): boolean {
  return model.operations.some(
    ({ objectKind, verb, request }) =>
      objectKind === 'user' &&
      verb === 'update' &&
      request.some(({ attribute, readOnly }) => attribute === 'user.roles' && !readOnly),
  );
}

/** The alternatives of an operation that ask for names over one scheme. */
export function grantsOf({ security }: Operation): readonly Grant[] {
  return security.flatMap((requirement) => {
    const [only] = requirement;
    return requirement.size === 1 && only !== undefined && only[1].length > 0
      ? [{ scheme: only[0], names: only[1] }]
      : [];
  });
}

/** Names of the credentials of a scheme that open the operation neither alone nor with others. */
export function deniedNames(model: AuthModel, operation: Operation): readonly Grant[] {
  return [...new Set(grantsOf(operation).map(({ scheme }) => scheme))].flatMap((scheme) => {
    const names = model.credentials.get(model.schemes.get(scheme)?.credential ?? scheme)?.names ?? [];
    const granted = new Set(
      grantsOf(operation)
        .filter((grant) => grant.scheme === scheme)
        .flatMap((grant) => grant.names),
    );
    return names.filter((name) => !granted.has(name)).map((name) => ({ scheme, names: [name] }));
  });
}

export function asRequirement({ scheme, names }: Grant): Requirement {
  return new Map([[scheme, names]]);
}

/** Operations on records without an id in the path, some names of which are denied. */
export function restrictedRecords(model: AuthModel, verb: Operation['verb']): readonly Operation[] {
  return model.operations.filter(
    (operation) =>
      operation.objectKind === 'record' &&
      operation.verb === verb &&
      !operation.path.includes('{') &&
      deniedNames(model, operation).length > 0,
  );
}

/** A server that goes wrong where it decides on rights: the refusal, if there was one, may become another or none. */
export function afterAuthorisation(
  change: (call: Call, refused: Refused | undefined) => Refused | undefined | Promise<Refused | undefined>,
): Partial<MockOptions> {
  return { stages: { authorise: (call) => change(call, authorise(call)) } };
}

/** Lets a call through that was refused for want of a right, as if the caller had it. */
export function letPass(call: Call): undefined {
  const actor = call.verified[0]?.credential;
  call.actor = actor;
  call.user = call.world.users.get(actor?.owner ?? '');
  call.tenant = call.user?.tenant ?? actor?.tenant ?? '';
  call.reach = ['tenant'];
  return undefined;
}

export function isOf(
  call: Call,
  objectKind: Operation['objectKind'],
  ...verbs: readonly Operation['verb'][]
): boolean {
  const operation = call.operation?.operation;
  return operation?.objectKind === objectKind && (verbs.length === 0 || verbs.includes(operation.verb));
}
