import type { FixtureRecord, Operation } from '../../spec/model.ts';
import type { Experiment } from '../experiment.ts';
import { type Caller, callerDetail, mayCall, type ReadyCaller, reachesRecord } from '../lab/caller.ts';
import { ready, readyAll } from '../lab/columns.ts';
import { Lacking } from '../lab/held.ts';
import type { Lab } from '../lab/lab.ts';
import { markBody } from '../lab/marked-body.ts';
import { markerOf } from '../lab/marker.ts';
import { distinctPeople, isRelational, opensAlone, personalSchemes, personOver, recordsOf } from '../lab/persons.ts';
import { readRecords } from '../lab/record-state.ts';
import { isOnItem, makeRecord, ownValues } from '../lab/record-target.ts';

/** Every person × every record, at every operation whose reach depends on whose the record is. */
export const recordsReach: Experiment = {
  id: 'records-reach',
  purpose: 'Does everybody reach exactly the records that the document puts within reach?',
  steps: [
    'probe `list`: each list as each person who differs in reach',
    'control `read-within`, `write-within`, `set-within`: each record by those who reach it',
    'probe `read-beyond`, `write-beyond`, `set-beyond`: the same by those who do not',
    'read-back `state-before`, `state-after`: the record, by somebody who reaches it',
  ],
  destructive: false,
  applies: (model) => {
    const found = model.operations.some((operation) => isRelational(operation) && personalSchemes(model).some((scheme) => opensAlone(operation, scheme)));
    return found || 'every record is shared by its whole tenant';
  },
  run: async (lab) => {
    for (const scheme of personalSchemes(lab.model)) {
      const operations = lab.model.operations.filter((operation) => isRelational(operation) && opensAlone(operation, scheme));
      const people = await readyAll(lab, distinctPeople(lab, scheme, operations));
      for (const operation of operations) if (operation.verb === 'list') await list(lab, operation, people);
      const [first] = operations;
      for (const operation of operations.filter(isOnItem)) {
        const records = recordsOf(lab.model, operation);
        for (const record of operation.object === first?.object ? records : few(records)) await attempt(lab, operation, record, people);
      }
    }
  },
};

/** After the first collection: two records of the first tenant and one of another are enough to find a route without a check. */
function few(records: readonly FixtureRecord[]): readonly FixtureRecord[] {
  const [home] = records;
  return [...records.filter(({ tenant }) => tenant === home?.tenant).slice(0, 2), ...records.filter(({ tenant }) => tenant !== home?.tenant).slice(0, 1)];
}

async function list(lab: Lab, operation: Operation, people: readonly ReadyCaller[]): Promise<void> {
  for (const person of people.filter((candidate) => mayCall(lab.model, operation, candidate))) {
    const request = lab.build(operation, { values: ownValues(lab, person) });
    await lab.send({ step: 'list', role: 'probe', case: `${person.label} × ${operation.key}`, request, present: person.present, detail: callerDetail(person) });
  }
}

async function attempt(lab: Lab, operation: Operation, record: FixtureRecord, people: readonly ReadyCaller[]): Promise<void> {
  const within = people.filter((person) => mayCall(lab.model, operation, person) && reachesRecord(lab.model, operation, person, record));
  const owns = (person: Caller) => person.user?.id === record.owner;
  const beyond = people.filter((person) => !within.includes(person) && (mayCall(lab.model, operation, person) || (isSet(operation) && owns(person))));
  if (within.length === 0) return;
  try {
    await (isSet(operation) ? setAndTry(lab, operation, record, within, beyond) : sendAndTry(lab, operation, record, within, beyond));
  } catch (error) {
    if (!(error instanceof Lacking)) throw error;
    lab.lacking(`${operation.key} on ${record.id}`, error.message);
  }
}

/** Reads and plain writes: each writes its own marker, so that the control may come first. */
async function sendAndTry(lab: Lab, operation: Operation, record: FixtureRecord, within: readonly ReadyCaller[], beyond: readonly ReadyCaller[]): Promise<void> {
  if (operation.verb === 'delete') return;
  const kind = operation.method === 'GET' ? 'read' : 'write';
  let control: number | undefined;
  for (const person of within) {
    const sent = await send(lab, `${kind}-within`, operation, record, record.id, person, {});
    if (sent.ok) control ??= sent.seq;
  }
  let last = control;
  for (const person of beyond) last = (await send(lab, `${kind}-beyond`, operation, record, record.id, person, { control })).seq;
  if (kind === 'write') await readRecords(lab, operation, within, record.id, { step: 'state-after', case: `${operation.key} on ${record.id}`, readBackOf: last, detail: { record: record.id, oracle: 'marker' } });
}

/** What changes a state falls, by those who may, on a record made by the same owner; the record itself must stay as it is. */
async function setAndTry(lab: Lab, operation: Operation, record: FixtureRecord, within: readonly ReadyCaller[], beyond: readonly ReadyCaller[]): Promise<void> {
  let control: number | undefined;
  for (const person of within) {
    const spare = await makeRecord(lab, operation.object, await ownerOf(lab, record, person));
    const sent = await send(lab, 'set-within', operation, record, spare, person, { detail: { set: JSON.stringify(operation.set) } });
    if (sent.ok) control ??= sent.seq;
    await readRecords(lab, operation, [person, ...within], spare, { step: 'set-state', case: `${person.label} × ${operation.key} on a record of ${record.owner ?? record.id}`, readBackOf: sent.seq, detail: { record: spare } });
  }
  const labels = { case: `${operation.key} on ${record.id}`, detail: { record: record.id, oracle: 'entry' } };
  const [reader] = within;
  if (reader === undefined || beyond.length === 0) return;
  await readRecords(lab, operation, within, record.id, { ...labels, step: 'state-before' });
  let last = control;
  for (const person of beyond) last = (await send(lab, 'set-beyond', operation, record, record.id, person, { control })).seq;
  await readRecords(lab, operation, within, record.id, { ...labels, step: 'state-after', readBackOf: last });
}

async function ownerOf(lab: Lab, record: FixtureRecord, person: ReadyCaller): Promise<ReadyCaller> {
  const user = record.owner === undefined ? undefined : lab.users.get(record.owner);
  const scheme = lab.model.schemes.get(person.scheme);
  if (user === undefined || scheme === undefined || user.id === person.user?.id) return person;
  return ready(lab, personOver(lab.model, scheme, user));
}

async function send(lab: Lab, step: string, operation: Operation, record: FixtureRecord, id: string, person: ReadyCaller, more: { readonly control?: number | undefined; readonly detail?: Readonly<Record<string, string>> }) {
  const marker = markerOf(lab);
  const built = lab.build(operation, { values: { ...ownValues(lab, person, id), ...(record.group === undefined ? {} : { 'record.group': record.group }) } });
  const request = built.body === undefined ? built : { ...built, body: markBody(operation, built.body, marker) };
  return lab.send({
    step, role: step.endsWith('within') ? 'control' : 'probe', case: `${person.label} × ${operation.key} on ${record.id}`, control: more.control, request, present: person.present,
    detail: { ...callerDetail(person), record: id, fixture: record.id, marker, ...(record.owner === undefined ? {} : { recordOwner: record.owner }), ...more.detail },
  });
}

function isSet(operation: Operation): boolean {
  return Object.keys(operation.set).length > 0;
}
