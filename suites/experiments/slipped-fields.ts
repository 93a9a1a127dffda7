import type { Operation } from '../../spec/model.ts';
import type { Experiment } from '../experiment.ts';
import { type Actor, actorsFor } from '../lab/actor.ts';
import { Lacking } from '../lab/held.ts';
import type { Lab, Sent } from '../lab/lab.ts';
import { isSchema, markBody } from '../lab/marked-body.ts';
import { markerOf } from '../lab/marker.ts';
import { recordIdIn, recordOperation } from '../lab/record-target.ts';
import { creatable, type Slip, slipsOf } from '../predict/slips.ts';

/** Members that the client must not set are slipped into the bodies of creating and changing calls. */
export const slippedFields: Experiment = {
  id: 'slipped-fields',
  purpose: 'Can a client write what only the server may: whose a record is, who made it, its state?',
  steps: [
    'control `create-plain`: a record, by somebody who may make one',
    "probe `create-slipped`, `update-slipped`: the same with one member more that is the server's",
    'read-back `slipped-state`: the record, by its maker',
  ],
  destructive: false,
  applies: (model) =>
    creatable(model).length > 0 || 'no record that clients make has a member that only the server writes',
  run: async (lab) => {
    for (const operation of creatable(lab.model)) {
      try {
        await slip(lab, operation);
      } catch (error) {
        if (!(error instanceof Lacking)) throw error;
        lab.lacking(operation.key, error);
      }
    }
  },
};

async function slip(lab: Lab, operation: Operation): Promise<void> {
  const actor = await actorsFor(lab, operation);
  const other =
    [...lab.users.values()].find((user) => user.id !== actor.user && user.tenant === actor.tenant)?.id ??
    'somebody-else';
  const update = recordOperation(lab, operation.object, 'update');
  const plain = await make(lab, operation, actor, undefined, undefined);
  const id = recordIdIn(lab, operation, plain);
  if (!plain.ok || id === undefined) throw new Lacking(`${operation.key} made no record: ${plain.status}`);
  await readBack(lab, operation, actor, id, plain, undefined);
  for (const one of slipsOf(operation, other)) {
    const made = await make(lab, operation, actor, one, plain.seq);
    const madeId = recordIdIn(lab, operation, made);
    if (made.ok && madeId !== undefined) await readBack(lab, operation, actor, madeId, made, one);
    if (update?.body === undefined) continue;
    const built = lab.build(update, { values: { 'record.id': id, 'tenant.id': actor.tenant } });
    const sent = await lab.send({
      step: 'update-slipped',
      role: 'probe',
      case: `${update.key} with ${one.name}`,
      control: plain.seq,
      present: await presentFor(lab, update, actor),
      request: { ...built, body: { ...(isSchema(built.body) ? built.body : {}), [one.name]: one.value } },
      detail: detailOf(one),
    });
    await readBack(lab, operation, actor, id, sent, one);
  }
}

async function make(
  lab: Lab,
  operation: Operation,
  actor: Actor,
  one: Slip | undefined,
  control: number | undefined,
): Promise<Sent> {
  const built = lab.build(operation, {
    values: { 'record.tenant': actor.tenant, 'tenant.id': actor.tenant },
  });
  const body = markBody(operation, built.body, markerOf(lab));
  const request = {
    ...built,
    body: one === undefined || !isSchema(body) ? body : { ...body, [one.name]: one.value },
  };
  const step = one === undefined ? 'create-plain' : 'create-slipped';
  return lab.send({
    step,
    role: one === undefined ? 'control' : 'probe',
    case: one === undefined ? operation.key : `${operation.key} with ${one.name}`,
    control,
    request,
    present: actor.present,
    detail: detailOf(one),
  });
}

async function readBack(
  lab: Lab,
  operation: Operation,
  actor: Actor,
  id: string,
  of: Sent,
  one: Slip | undefined,
): Promise<void> {
  const reader =
    recordOperation(lab, operation.object, 'read') ?? recordOperation(lab, operation.object, 'list');
  if (reader === undefined) return;
  const request = lab.build(reader, {
    values: { 'record.id': id, 'record.tenant': actor.tenant, 'tenant.id': actor.tenant },
  });
  await lab.send({
    step: 'slipped-state',
    role: 'read-back',
    case: of.exchange.case,
    readBackOf: of.seq,
    request,
    present: await presentFor(lab, reader, actor),
    detail: { record: id, ...detailOf(one) },
  });
}

async function presentFor(lab: Lab, operation: Operation, actor: Actor) {
  return (await actorsFor(lab, operation, { tenant: actor.tenant, user: actor.user })).present;
}

function detailOf(one: Slip | undefined): Readonly<Record<string, string>> {
  return one === undefined ? {} : { member: one.name, attribute: one.attribute, value: one.value };
}
