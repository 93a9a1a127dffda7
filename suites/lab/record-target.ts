import type { FixtureRecord, Operation } from '../../spec/model.ts';
import { actorsFor } from './actor.ts';
import { collectionOf } from './build-request.ts';
import { type Caller, effectiveNames, mayCall, type ReadyCaller, reachesRecord } from './caller.ts';
import { Lacking } from './held.ts';
import type { Lab, Sent } from './lab.ts';
import { propertiesOf } from './marked-body.ts';
import { valuesAt } from './pointer.ts';
import { readText } from './read-answer.ts';

/** Attributes for the path and body of a request that a caller makes on things of its own tenant. */
export function ownValues(
  lab: Lab,
  caller: Pick<Caller, 'user' | 'tenant'>,
  recordId?: string,
): Readonly<Record<string, unknown>> {
  const group = caller.user?.groups[0] ?? lab.model.fixtures.groups[0];
  return {
    ...(caller.tenant === undefined ? {} : { 'tenant.id': caller.tenant, 'record.tenant': caller.tenant }),
    ...(caller.user === undefined ? {} : { 'user.id': caller.user.id, 'user.tenant': caller.user.tenant }),
    ...(group === undefined ? {} : { 'record.group': group }),
    ...(recordId === undefined ? {} : { 'record.id': recordId }),
  };
}

/** Does the operation address one record by its id? */
export function isOnItem(operation: Operation): boolean {
  return operation.objectKind === 'record' && operation.path.startsWith(`${collectionOf(operation)}/{`);
}

/** Fixture records of the operation's collection that the caller reaches there. */
export function reachedRecords(lab: Lab, operation: Operation, caller: Caller): readonly FixtureRecord[] {
  const records = lab.model.fixtures.records.get(collectionOf(operation)) ?? [];
  return records.filter((record) => reachesRecord(lab.model, operation, caller, record));
}

/** The operation of a collection with a verb. */
export function recordOperation(
  lab: Lab,
  collection: string,
  verb: Operation['verb'],
): Operation | undefined {
  return lab.model.operations.find(
    (operation) =>
      operation.objectKind === 'record' &&
      operation.object === collection &&
      operation.verb === verb &&
      Object.keys(operation.set).length === 0,
  );
}

/** Id of a record in an answer: at its annotated place, else the member that is named like the path parameter, else `id`. */
export function recordIdIn(lab: Lab, operation: Operation, sent: Sent): string | undefined {
  const annotated = readText(lab.model, operation, sent, 'record.id');
  if (annotated !== undefined) return annotated;
  const wrapped = [...propertiesOf(operation.responses.get(sent.status)?.schema)].find(([, schema]) =>
    propertiesOf(schema).has('id'),
  )?.[0];
  const found =
    valuesAt(sent.json, '/id')[0] ??
    (wrapped === undefined ? undefined : valuesAt(sent.json, `/${wrapped}/id`)[0]);
  return found === undefined || found === null ? undefined : String(found);
}

/**
 * Makes a record in a collection, by the caller if it may, else by anybody of its tenant who may.
 * @throws Lacking if nobody can
 */
export async function makeRecord(
  lab: Lab,
  collection: string,
  caller: ReadyCaller,
  values: Readonly<Record<string, unknown>> = {},
): Promise<string> {
  const operation = recordOperation(lab, collection, 'create');
  if (operation === undefined)
    throw new Lacking(`the document has no operation that makes a record of ${collection}`);
  const present = mayCall(lab.model, operation, caller)
    ? caller.present
    : (await actorsFor(lab, operation, { tenant: caller.tenant })).present;
  const sent = await lab.send({
    step: 'make-record',
    role: 'setup',
    request: lab.build(operation, { values: { ...ownValues(lab, caller), ...values } }),
    present,
  });
  const id = recordIdIn(lab, operation, sent);
  if (!sent.ok || id === undefined) throw new Lacking(`${operation.key} made no record: ${sent.status}`);
  lab.fact({
    fact: 'record-made',
    collection,
    record: id,
    by: sent.seq,
    ...(caller.user === undefined ? {} : { owner: caller.user.id }),
    ...(caller.tenant === undefined ? {} : { tenant: caller.tenant }),
  });
  return id;
}

/** A record that the caller reaches: a fixture, else one made for it. @throws Lacking if there is none */
export async function recordFor(lab: Lab, operation: Operation, caller: ReadyCaller): Promise<string> {
  const [fixture] = operation.verb === 'delete' ? [] : reachedRecords(lab, operation, caller);
  if (fixture !== undefined) return fixture.id;
  const names = effectiveNames(lab.model.credentials.get(caller.kind), caller);
  if (operation.verb !== 'delete' && names.length > 0 && !reachesOwn(operation, names))
    throw new Lacking(`no fixture record is within reach of ${caller.label} at ${operation.key}`);
  return makeRecord(lab, collectionOf(operation), caller);
}

function reachesOwn(operation: Operation, names: readonly string[]): boolean {
  const covered = names.some((name) => Object.hasOwn(operation.relation, name));
  const relations = covered
    ? names.flatMap((name) => operation.relation[name] ?? [])
    : (operation.relation['*'] ?? []);
  return relations.some((relation) => relation !== 'owner.manager');
}
