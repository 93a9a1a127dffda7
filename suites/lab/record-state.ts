import type { Operation } from '../../spec/model.ts';
import { ownProfileOf } from '../predict/people.ts';
import { actorsFor } from './actor.ts';
import { collectionOf } from './build-request.ts';
import { mayCall, type ReadyCaller } from './caller.ts';
import { canSignIn, type LabUser, Lacking } from './held.ts';
import type { Lab, Sent } from './lab.ts';
import { obtain } from './obtain.ts';
import type { Presentation } from './present.ts';
import { asDocumented, schemeFor } from './present.ts';
import { isOnItem, ownValues, recordOperation } from './record-target.ts';

export interface ReadBack {
  readonly step: string;
  readonly case: string;
  readonly readBackOf?: number | undefined;
  readonly detail?: Readonly<Record<string, string | number | boolean>>;
}

/**
 * Reads a collection, or one record of it, or the one thing that stands at its path, by the first of the readers who may, else by anybody who may.
 * @throws Lacking if the document has no operation for it
 */
export async function readRecords(
  lab: Lab,
  operation: Operation,
  readers: readonly ReadyCaller[],
  recordId: string | undefined,
  labels: ReadBack,
): Promise<Sent> {
  const collection = collectionOf(operation);
  const item = recordId === undefined ? undefined : recordOperation(lab, collection, 'read');
  const reader = item ?? recordOperation(lab, collection, 'list') ?? soleReader(lab, collection);
  if (reader === undefined) throw new Lacking(`the document has no operation that reads ${collection}`);
  const caller = readers.find((candidate) => mayCall(lab.model, reader, candidate));
  const tenant = readers[0]?.tenant;
  const present = caller?.present ?? (await actorsFor(lab, reader, { tenant })).present;
  const request = lab.build(reader, {
    values: ownValues(lab, caller ?? { tenant, user: undefined }, recordId),
  });
  return lab.send({ ...labels, role: 'read-back', request, present });
}

/** Reads the one thing that stands at a path, such as settings. */
function soleReader(lab: Lab, collection: string): Operation | undefined {
  const reader = recordOperation(lab, collection, 'read');
  return reader === undefined || isOnItem(reader) ? undefined : reader;
}

/**
 * Reads a person's state: by the operation that reads one, else by the list, else by the person's own profile.
 * @throws Lacking if there is none
 */
export async function readUser(lab: Lab, user: LabUser, labels: ReadBack): Promise<Sent> {
  const own = ownProfileOf(lab.model);
  const all = lab.model.operations.filter(
    ({ objectKind, verb }) => objectKind === 'user' && (verb === 'read' || verb === 'list'),
  );
  const reader =
    all.find(({ verb, key }) => verb === 'read' && key !== own?.key) ??
    all.find(({ verb }) => verb === 'list');
  if (reader !== undefined) {
    const { present } = await actorsFor(lab, reader, { tenant: user.tenant });
    return lab.send({
      ...labels,
      role: 'read-back',
      request: lab.build(reader, { values: { 'user.id': user.id } }),
      present,
    });
  }
  if (own === undefined) throw new Lacking('the document has no operation that reads a person');
  return lab.send({
    ...labels,
    role: 'read-back',
    request: lab.build(own),
    present: await presentAs(lab, own, user),
  });
}

/** A credential of one person for an operation. @throws Lacking if there is none */
export async function presentAs(
  lab: Lab,
  operation: Operation,
  user: LabUser,
): Promise<readonly Presentation[]> {
  if (!canSignIn(user)) throw new Lacking(`${user.id} cannot sign in`);
  const { present } = await actorsFor(lab, operation, { tenant: user.tenant, user: user.id });
  return present;
}

/** Tries whether a person can sign in, by the login operation or by sending the password to an operation that takes it. */
export async function trySignIn(
  lab: Lab,
  user: Pick<LabUser, 'id' | 'email' | 'password' | 'tenant'>,
  labels: ReadBack & {
    readonly role?: 'probe' | 'control' | 'read-back';
    readonly control?: number | undefined;
  },
): Promise<Sent> {
  const login = lab.model.operations.find(
    ({ verb, request }) => verb === 'login' && request.some(({ attribute }) => attribute === 'user.password'),
  );
  const role = labels.role ?? 'read-back';
  if (login !== undefined) {
    const values = { 'user.email': user.email, 'user.password': user.password, 'user.id': user.id };
    return lab.send({ ...labels, role, request: lab.build(login, { values }), present: [] });
  }
  const kind = [...lab.model.credentials.values()].find(({ isPassword }) => isPassword);
  const scheme = kind === undefined ? undefined : schemeFor(lab.model, kind.name);
  const operation = lab.model.operations.find(
    ({ security, verb, path }) =>
      (verb === 'list' || verb === 'read') &&
      !path.includes('{') &&
      security.some(
        (requirement) => requirement.size === 1 && scheme !== undefined && requirement.has(scheme.name),
      ),
  );
  if (kind === undefined || scheme === undefined || operation === undefined)
    throw new Lacking('the document has no way to sign in with a password');
  const held = await obtain(lab, kind.name, { user: user.id });
  return lab.send({
    ...labels,
    role,
    request: lab.build(operation, { values: { 'user.id': user.id } }),
    present: [asDocumented(lab.model, held, scheme.name)],
  });
}
