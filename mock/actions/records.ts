import { type Call, type Outcome, type Refused, refuse, type Subject } from '../call.ts';
import { given, givenData } from '../given.ts';
import { isWithin } from '../reach.ts';
import { newId } from '../secrets/digest.ts';
import type { StoredRecord } from '../state/records.ts';

/** Stores what was posted, for the caller and in the caller's tenant, unless the document lets the body say whose. */
export function createRecord(call: Call): Outcome | Refused {
  const collection = call.operation?.operation.object ?? '';
  const { records, users } = call.world;
  const id = given(call, 'record.id');
  const owner = given(call, 'record.owner');
  const group = given(call, 'record.group');
  if (typeof id === 'string' && records.get(collection, id))
    return refuse('duplicate', 'a record has this id');
  if (typeof owner === 'string' && !users.get(owner)?.roles.has(call.tenant))
    return refuse('invalid-request', 'the owner is no user of this tenant');
  const record: StoredRecord = {
    id: typeof id === 'string' ? id : freshId(call),
    tenant: call.tenant,
    owner: typeof owner === 'string' ? owner : (call.named ?? call.user)?.id,
    group: typeof group === 'string' ? group : usualGroup(call),
    createdBy: call.user?.id,
    parents: parentsOf(call),
    data: { ...givenData(call), ...call.operation?.operation.set },
  };
  const subject: Subject = { type: 'record', record };
  if (!isWithin(call, subject))
    return refuse('no-right', 'the record would be out of the caller\u2019s reach');
  records.add(collection, record);
  return { subject };
}

export function listRecords(call: Call): Outcome {
  const list: Subject[] = [];
  for (const record of call.world.records.of(call.operation?.operation.object ?? '')) {
    const subject: Subject = { type: 'record', record };
    if (isHere(call, record) && isWithin(call, subject)) list.push(subject);
  }
  return { list, subject: list[0] };
}

export function readRecord(call: Call): Outcome {
  return { subject: call.subject ?? { type: 'record', record: single(call) } };
}

/** PUT replaces what was posted, PATCH and POST lay over it; whose it is stays, unless a place for that is written. */
export function updateRecord(call: Call): Outcome | Refused {
  const record = call.subject?.type === 'record' ? call.subject.record : single(call);
  const { operation } = call;
  const group = given(call, 'record.group');
  const owner = given(call, 'record.owner');
  const changed: StoredRecord = {
    ...record,
    group: typeof group === 'string' ? group : record.group,
    owner: typeof owner === 'string' ? owner : record.owner,
  };
  if (!isWithin(call, { type: 'record', record: changed }))
    return refuse('no-right', 'the record would leave the caller\u2019s reach');
  const replaces = operation?.operation.method === 'PUT' && Object.keys(operation.operation.set).length === 0;
  call.world.records.change(operation?.operation.object ?? '', record, {
    group: changed.group,
    owner: changed.owner,
    data: {
      ...(replaces ? keptData(call, record) : record.data),
      ...givenData(call),
      ...operation?.operation.set,
    },
  });
  return { subject: { type: 'record', record } };
}

export function deleteRecord(call: Call): Outcome | Refused {
  if (call.subject?.type !== 'record') return refuse('unknown-record', 'no record is named');
  call.world.records.remove(call.operation?.operation.object ?? '', call.subject.record.id);
  return { subject: call.subject };
}

function freshId(call: Call): string {
  if (!call.operation?.hasNumericId) return newId('r', call.world.random);
  let number = 1;
  while (call.world.records.get(call.operation.operation.object, String(number))) number++;
  return String(number);
}

/** Who reaches only groups creates in the first of them, where the document has no place to say which. */
function usualGroup(call: Call): string | undefined {
  return call.reach.includes('group') && !call.reach.includes('tenant') ? call.user?.groups[0] : undefined;
}

/** A replacement takes away what the client could have posted, not what only the server writes. */
function keptData(call: Call, record: StoredRecord): Readonly<Record<string, unknown>> {
  const posted = call.operation?.stored;
  return posted
    ? Object.fromEntries(Object.entries(record.data).filter(([name]) => !posted.includes(name)))
    : {};
}

function parentsOf(call: Call): Readonly<Record<string, string>> {
  return Object.fromEntries(
    call.operation?.parents.map(({ parameter }) => [parameter, call.params[parameter] ?? '']) ?? [],
  );
}

function isHere(call: Call, record: StoredRecord): boolean {
  if (call.named && record.owner !== call.named.id) return false;
  for (const { parameter } of call.operation?.parents ?? []) {
    const value = call.params[parameter] ?? '';
    if ((record.parents[parameter] ?? value) !== value) return false;
  }
  return true;
}

/** A path without an item holds one thing per tenant, made when it is first looked at. */
function single(call: Call): StoredRecord {
  const collection = call.operation?.operation.object ?? '';
  const { records } = call.world;
  for (const record of records.of(collection)) {
    if (isHere(call, record) && isWithin(call, { type: 'record', record })) return record;
  }
  const record: StoredRecord = {
    id: newId('r', call.world.random),
    tenant: call.tenant,
    owner: call.user?.id,
    group: undefined,
    createdBy: undefined,
    parents: parentsOf(call),
    data: {},
  };
  records.add(collection, record);
  return record;
}
