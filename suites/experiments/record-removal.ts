import type { AuthModel, FixtureRecord, Operation } from '../../spec/model.ts';
import type { Experiment } from '../experiment.ts';
import { actorsFor } from '../lab/actor.ts';
import { callerDetail, mayCall, type ReadyCaller, reachesRecord } from '../lab/caller.ts';
import { columnsOf, ready } from '../lab/columns.ts';
import { Lacking } from '../lab/held.ts';
import type { Lab, Sent } from '../lab/lab.ts';
import { distinctPeople, personOver } from '../lab/persons.ts';
import type { Presentation } from '../lab/present.ts';
import { isOnItem, makeRecord, ownValues, recordOperation } from '../lab/record-target.ts';
import { widest } from '../lab/widest.ts';
import { schemesOf } from '../predict/isolated.ts';

/** Removals by id of what is out of reach: in another tenant, or of somebody else in one's own. */
export const recordRemoval: Experiment = {
  id: 'record-removal',
  purpose: 'Can a record be removed by somebody who does not reach it?',
  steps: [
    'control `remove-own`: a record that the caller has just made',
    'control `foreign-before`, `beyond-before`: the record, by somebody who reaches it',
    'probe `remove-foreign`: one of another tenant; read-back `foreign-there`: it is still there',
    'probe `remove-beyond`: one of the own tenant by somebody who does not reach it; read-back `beyond-there`',
  ],
  destructive: ['records'],
  applies: (model) => removals(model).length > 0 || 'no operation removes a record by its id',
  run: async (lab) => {
    for (const operation of removals(lab.model)) {
      for (const scheme of schemesOf(lab.model, operation)) {
        try {
          await remove(lab, operation, scheme);
        } catch (error) {
          if (!(error instanceof Lacking)) throw error;
          lab.lacking(`${operation.key} (${scheme})`, error);
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
  const params = record.parents;
  const title = `${caller.label} × ${operation.key} on ${record.id} (${caller.scheme})`;
  const sight = await sightOf(lab, operation.object, record, title);
  const look = async (step: string, links: { readonly control?: number; readonly readBackOf?: number }) =>
    sight === undefined
      ? undefined
      : lab.send({
          ...links,
          step,
          role: links.readBackOf === undefined ? 'control' : 'read-back',
          case: title,
          request: lab.build(sight.reader, { values, params }),
          present: sight.present,
          detail: { record: record.id },
        });
  const before = await look(`${what}-before`, {});
  const probe = await lab.send({
    step: `remove-${what}`,
    role: 'probe',
    case: title,
    control: control.seq,
    request: lab.build(operation, { values, params }),
    present: caller.present,
    detail: { ...callerDetail(caller), record: record.id },
  });
  if (before !== undefined) await look(`${what}-there`, { control: before.seq, readBackOf: probe.seq });
}

interface Sight {
  readonly reader: Operation;
  readonly present: readonly Presentation[];
}

/** How a record can be seen, itself rather than in a list, by somebody who reaches it; undefined if by nobody. */
async function sightOf(
  lab: Lab,
  collection: string,
  record: FixtureRecord,
  title: string,
): Promise<Sight | undefined> {
  let why: Lacking | undefined;
  for (const verb of ['read', 'list'] as const) {
    const reader = recordOperation(lab, collection, verb);
    if (reader === undefined) continue;
    try {
      const { present } = await actorsFor(lab, reader, {
        tenant: record.tenant,
        ...personWhoSees(lab, reader, record),
      });
      return { reader, present };
    } catch (error) {
      if (!(error instanceof Lacking)) throw error;
      why ??= error;
    }
  }
  if (why !== undefined) lab.lacking(title, why);
  return undefined;
}

/** Where people's roles count: one who may call the reader and reaches the record by it. */
function personWhoSees(
  lab: Lab,
  reader: Operation,
  record: FixtureRecord,
): { readonly user?: string; readonly scheme?: string } {
  for (const name of schemesOf(lab.model, reader)) {
    const scheme = lab.model.schemes.get(name);
    if (
      scheme === undefined ||
      lab.model.credentials.get(scheme.credential)?.rights.includes('owner') !== true
    )
      continue;
    for (const user of lab.users.values()) {
      const person = personOver(lab.model, scheme, user);
      if (
        user.tenant === record.tenant &&
        mayCall(lab.model, reader, person) &&
        reachesRecord(lab.model, reader, person, record)
      )
        return { user: user.id, scheme: name };
    }
  }
  return {};
}
