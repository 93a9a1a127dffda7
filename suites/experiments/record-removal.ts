import type { AuthModel, FixtureRecord, Operation } from '../../spec/model.ts';
import type { Experiment } from '../experiment.ts';
import { actorsFor } from '../lab/actor.ts';
import { callerDetail, mayCall, type ReadyCaller, reachesRecord } from '../lab/caller.ts';
import { columnsOf, ready } from '../lab/columns.ts';
import { Lacking } from '../lab/held.ts';
import type { Lab, Sent } from '../lab/lab.ts';
import { distinctPeople } from '../lab/persons.ts';
import { isOnItem, makeRecord, ownValues, recordOperation } from '../lab/record-target.ts';
import { widest } from '../lab/widest.ts';
import { schemesOf } from '../predict/isolated.ts';

/** Removals by id of what is out of reach: in another tenant, or of somebody else in one's own. */
export const recordRemoval: Experiment = {
  id: 'record-removal',
  purpose: 'Can a record be removed by somebody who does not reach it?',
  steps: [
    'control `remove-own`: a record that the caller has just made',
    'probe `remove-foreign`: one of another tenant; read-back `foreign-there`: it is still there',
    'probe `remove-beyond`: one of the own tenant by somebody who does not reach it; read-back `beyond-there`',
  ],
  destructive: true,
  applies: (model) => removals(model).length > 0 || 'no operation removes a record by its id',
  run: async (lab) => {
    for (const operation of removals(lab.model)) {
      for (const scheme of schemesOf(lab.model, operation)) {
        try {
          await remove(lab, operation, scheme);
        } catch (error) {
          if (!(error instanceof Lacking)) throw error;
          lab.lacking(`${operation.key} (${scheme})`, error.message);
        }
      }
    }
  },
};

/** Operations that remove a record by its id for those who may. */
export function removals(model: AuthModel): readonly Operation[] {
  return model.operations.filter(
    (operation) =>
      operation.verb === 'delete' &&
      isOnItem(operation) &&
      operation.security.length > 0 &&
      operation.security.every((requirement) => requirement.size > 0),
  );
}

async function remove(lab: Lab, operation: Operation, scheme: string): Promise<void> {
  const records = lab.model.fixtures.records.get(operation.object) ?? [];
  const [home, abroad] = lab.model.fixtures.tenants;
  const caller = await widest(lab, operation, scheme);
  const control = await removeOwn(lab, operation, caller);
  for (const record of records.filter(({ tenant }) => tenant === abroad).slice(0, 1))
    await trespass(lab, operation, record, caller, 'foreign', control);
  for (const record of records.filter(({ tenant }) => tenant === home)) {
    const person = peopleFor(lab, operation, scheme).find(
      (one) => mayCall(lab.model, operation, one) && !reachesRecord(lab.model, operation, one, record),
    );
    if (person !== undefined)
      await trespass(lab, operation, record, await ready(lab, person), 'beyond', control);
  }
}

function peopleFor(lab: Lab, operation: Operation, schemeName: string) {
  const scheme = lab.model.schemes.get(schemeName);
  if (scheme === undefined || lab.model.credentials.get(scheme.credential)?.rights.includes('owner') !== true)
    return [];
  return [...distinctPeople(lab, scheme, [operation]), ...columnsOf(lab, scheme)];
}

async function removeOwn(lab: Lab, operation: Operation, caller: ReadyCaller): Promise<Sent> {
  const id = await makeRecord(lab, operation.object, caller);
  return lab.send({
    step: 'remove-own',
    role: 'control',
    case: operation.key,
    request: lab.build(operation, { values: ownValues(lab, caller, id) }),
    present: caller.present,
    detail: { ...callerDetail(caller), record: id },
  });
}

async function trespass(
  lab: Lab,
  operation: Operation,
  record: FixtureRecord,
  caller: ReadyCaller,
  what: 'foreign' | 'beyond',
  control: Sent,
): Promise<void> {
  const values = { 'record.id': record.id, 'record.tenant': record.tenant, 'tenant.id': record.tenant };
  const probe = await lab.send({
    step: `remove-${what}`,
    role: 'probe',
    case: `${caller.label} × ${operation.key} on ${record.id} (${caller.scheme})`,
    control: control.seq,
    request: lab.build(operation, { values, params: record.parents }),
    present: caller.present,
    detail: { ...callerDetail(caller), record: record.id },
  });
  const reader =
    recordOperation(lab, operation.object, 'list') ?? recordOperation(lab, operation.object, 'read');
  if (reader === undefined) return;
  const owner = [...lab.users.values()].find(
    (user) =>
      user.tenant === record.tenant &&
      (record.owner === undefined || user.id === record.owner) &&
      (record.group === undefined || user.groups.includes(record.group)),
  );
  const { present } = await actorsFor(lab, reader, { tenant: record.tenant, user: owner?.id });
  await lab.send({
    step: `${what}-there`,
    role: 'read-back',
    case: probe.exchange.case,
    readBackOf: probe.seq,
    request: lab.build(reader, { values, params: record.parents }),
    present,
    detail: { record: record.id },
  });
}
