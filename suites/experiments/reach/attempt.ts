import type { FixtureRecord, Operation } from '../../../spec/model.ts';
import { type Caller, callerDetail, type ReadyCaller, reachesRecord } from '../../lab/caller.ts';
import { ready } from '../../lab/columns.ts';
import { accompanied, mayCallAccompanied } from '../../lab/companions.ts';
import { Lacking } from '../../lab/held.ts';
import type { Lab } from '../../lab/lab.ts';
import { markBody } from '../../lab/marked-body.ts';
import { markerOf } from '../../lab/marker.ts';
import { personOver } from '../../lab/persons.ts';
import { readRecords } from '../../lab/record-state.ts';
import { makeRecord, ownValues, recordOperation } from '../../lab/record-target.ts';

/** By person: the `seq` of a call of the same operation that succeeded, on whatever record. */
export type Proofs = Map<string, number>;

/** One operation on one record, by those who reach it and then by those who do not. */
export async function attempt(
  lab: Lab,
  operation: Operation,
  record: FixtureRecord,
  people: readonly ReadyCaller[],
  proofs: Proofs,
): Promise<void> {
  const within = people.filter(
    (person) =>
      mayCallAccompanied(lab.model, operation, person) && reachesRecord(lab.model, operation, person, record),
  );
  const owns = (person: Caller) => person.user?.id === record.owner;
  const beyond = people.filter(
    (person) =>
      !within.includes(person) &&
      (mayCallAccompanied(lab.model, operation, person) || (isSet(operation) && owns(person))),
  );
  if (within.length === 0 && !(isSet(operation) && proofs.size > 0)) return;
  try {
    await (isSet(operation)
      ? setAndTry(lab, operation, record, people, within, beyond, proofs)
      : sendAndTry(lab, operation, record, within, beyond));
  } catch (error) {
    if (!(error instanceof Lacking)) throw error;
    lab.lacking(`${operation.key} on ${record.id}`, error);
  }
}

/** Reads and plain writes: each writes its own marker, so that the control may come first. */
async function sendAndTry(
  lab: Lab,
  operation: Operation,
  record: FixtureRecord,
  within: readonly ReadyCaller[],
  beyond: readonly ReadyCaller[],
): Promise<void> {
  if (operation.verb === 'delete') return;
  const kind = operation.method === 'GET' ? 'read' : 'write';
  let control: number | undefined;
  for (const person of within) {
    const sent = await send(lab, `${kind}-within`, operation, record, record.id, person, {});
    if (sent.ok) control ??= sent.seq;
  }
  let last = control;
  for (const person of beyond)
    last = (await send(lab, `${kind}-beyond`, operation, record, record.id, person, { control })).seq;
  if (kind === 'write')
    await readRecords(lab, operation, within, record.id, {
      step: 'state-after',
      case: `${operation.key} on ${record.id}`,
      readBackOf: last,
      detail: { record: record.id, oracle: 'marker' },
    });
}

/** A state is set, by those who may, on a record made by the same owner; the record itself must stay as it is. */
async function setAndTry(
  lab: Lab,
  operation: Operation,
  record: FixtureRecord,
  people: readonly ReadyCaller[],
  within: readonly ReadyCaller[],
  beyond: readonly ReadyCaller[],
  proofs: Proofs,
): Promise<void> {
  for (const person of within) {
    const spare = await makeRecord(
      lab,
      operation.object,
      await ownerOf(lab, record, person),
      groupOf(record),
    );
    const sent = await send(lab, 'set-within', operation, record, spare, person, {
      detail: { set: JSON.stringify(operation.set) },
    });
    if (sent.ok) proofs.set(person.label, sent.seq);
    await readRecords(lab, operation, [person, ...within], spare, {
      step: 'set-state',
      case: `${person.label} × ${operation.key} on a record of ${record.owner ?? record.id}`,
      readBackOf: sent.seq,
      detail: { record: spare },
    });
  }
  if (beyond.length === 0) return;
  const labels = { case: `${operation.key} on ${record.id}`, detail: { record: record.id, oracle: 'entry' } };
  const reader =
    recordOperation(lab, operation.object, 'read') ?? recordOperation(lab, operation.object, 'list');
  const readers = people.filter(
    (person) =>
      reader !== undefined &&
      mayCallAccompanied(lab.model, reader, person) &&
      reachesRecord(lab.model, reader, person, record),
  );
  await readRecords(lab, operation, readers, record.id, { ...labels, step: 'state-before' });
  let last: number | undefined;
  for (const person of beyond)
    last = (
      await send(lab, 'set-beyond', operation, record, record.id, person, {
        control: proofs.get(person.label) ?? [...proofs.values()][0],
      })
    ).seq;
  await readRecords(lab, operation, readers, record.id, { ...labels, step: 'state-after', readBackOf: last });
}

async function ownerOf(lab: Lab, record: FixtureRecord, person: ReadyCaller): Promise<ReadyCaller> {
  const user = record.owner === undefined ? undefined : lab.users.get(record.owner);
  const scheme = lab.model.schemes.get(person.scheme);
  if (user === undefined || scheme === undefined || user.id === person.user?.id) return person;
  return ready(lab, personOver(lab.model, scheme, user));
}

async function send(
  lab: Lab,
  step: string,
  operation: Operation,
  record: FixtureRecord,
  id: string,
  person: ReadyCaller,
  more: { readonly control?: number | undefined; readonly detail?: Readonly<Record<string, string>> },
) {
  const marker = markerOf(lab);
  const built = lab.build(operation, {
    values: {
      ...ownValues(lab, person, id),
      ...groupOf(record),
    },
  });
  const request =
    built.body === undefined ? built : { ...built, body: markBody(operation, built.body, marker) };
  return lab.send({
    step,
    role: step.endsWith('within') ? 'control' : 'probe',
    case: `${person.label} × ${operation.key} on ${record.id}`,
    control: more.control,
    request,
    present: await accompanied(lab, operation, person),
    detail: {
      ...callerDetail(person),
      record: id,
      fixture: record.id,
      marker,
      ...(record.owner === undefined ? {} : { recordOwner: record.owner }),
      ...more.detail,
    },
  });
}

/** A record made in its stead must be within the same groups' reach. */
function groupOf({ group }: FixtureRecord): Readonly<Record<string, unknown>> {
  return group === undefined ? {} : { 'record.group': group };
}

function isSet(operation: Operation): boolean {
  return Object.keys(operation.set).length > 0;
}
