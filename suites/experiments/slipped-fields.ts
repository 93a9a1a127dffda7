import type { AuthModel, JsonSchema, Operation } from '../../spec/model.ts';
import type { Experiment } from '../experiment.ts';
import { type Actor, actorsFor } from '../lab/actor.ts';
import { Lacking } from '../lab/held.ts';
import type { Lab, Sent } from '../lab/lab.ts';
import { isSchema, markBody, propertiesOf } from '../lab/marked-body.ts';
import { markerOf } from '../lab/marker.ts';
import { recordIdIn, recordOperation } from '../lab/record-target.ts';

/** A member that only the server writes, with a value that it would not choose. */
export interface Slip {
  readonly name: string;
  readonly attribute: 'owner' | 'createdBy' | 'other';
  readonly value: string;
}

/** Members that the client must not set are slipped into the bodies of creating and changing calls. */
export const slippedFields: Experiment = {
  id: 'slipped-fields',
  purpose: 'Can a client write what only the server may: whose a record is, who made it, its state?',
  steps: [
    'control `create-plain`: a record, by somebody who may make one',
    'probe `create-slipped`, `update-slipped`: the same with one member more that is the server\'s',
    'read-back `slipped-state`: the record, by its maker',
  ],
  destructive: false,
  applies: (model) => creatable(model).length > 0 || 'no record that clients make has a member that only the server writes',
  run: async (lab) => {
    for (const operation of creatable(lab.model)) {
      try {
        await slip(lab, operation);
      } catch (error) {
        if (!(error instanceof Lacking)) throw error;
        lab.lacking(operation.key, error.message);
      }
    }
  },
};

/** Operations that make a record which has a member that only the server writes. */
export function creatable(model: AuthModel): readonly Operation[] {
  return model.operations.filter((operation) => operation.objectKind === 'record' && operation.verb === 'create' && slipsOf(operation, 'somebody').length > 0);
}

async function slip(lab: Lab, operation: Operation): Promise<void> {
  const actor = await actorsFor(lab, operation);
  const other = [...lab.users.values()].find((user) => user.id !== actor.user && user.tenant === actor.tenant)?.id ?? 'somebody-else';
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
      step: 'update-slipped', role: 'probe', case: `${update.key} with ${one.name}`, control: plain.seq, present: await presentFor(lab, update, actor),
      request: { ...built, body: { ...(isSchema(built.body) ? built.body : {}), [one.name]: one.value } }, detail: detailOf(one),
    });
    await readBack(lab, operation, actor, id, sent, one);
  }
}

async function make(lab: Lab, operation: Operation, actor: Actor, one: Slip | undefined, control: number | undefined): Promise<Sent> {
  const built = lab.build(operation, { values: { 'record.tenant': actor.tenant, 'tenant.id': actor.tenant } });
  const body = markBody(operation, built.body, markerOf(lab));
  const request = { ...built, body: one === undefined || !isSchema(body) ? body : { ...body, [one.name]: one.value } };
  const step = one === undefined ? 'create-plain' : 'create-slipped';
  return lab.send({ step, role: one === undefined ? 'control' : 'probe', case: one === undefined ? operation.key : `${operation.key} with ${one.name}`, control, request, present: actor.present, detail: detailOf(one) });
}

async function readBack(lab: Lab, operation: Operation, actor: Actor, id: string, of: Sent, one: Slip | undefined): Promise<void> {
  const reader = recordOperation(lab, operation.object, 'read') ?? recordOperation(lab, operation.object, 'list');
  if (reader === undefined) return;
  const request = lab.build(reader, { values: { 'record.id': id, 'record.tenant': actor.tenant, 'tenant.id': actor.tenant } });
  await lab.send({ step: 'slipped-state', role: 'read-back', case: of.exchange.case, readBackOf: of.seq, request, present: await presentFor(lab, reader, actor), detail: { record: id, ...detailOf(one) } });
}

async function presentFor(lab: Lab, operation: Operation, actor: Actor) {
  return (await actorsFor(lab, operation, { tenant: actor.tenant, user: actor.user })).present;
}

function detailOf(one: Slip | undefined): Readonly<Record<string, string>> {
  return one === undefined ? {} : { member: one.name, attribute: one.attribute, value: one.value };
}

/** Members of the answer that are the server's to write: its owner, its maker, and what is read-only. */
export function slipsOf(operation: Operation, other: string): readonly Slip[] {
  const answer = propertiesOf(operation.responses.get(operation.success)?.schema);
  const inner = [...answer.values()].find((schema) => propertiesOf(schema).has('id'));
  const writable = new Set(operation.request.filter((place) => place.in === 'body' && !place.readOnly).map(({ attribute }) => attribute));
  return [...(answer.has('id') || inner === undefined ? answer : propertiesOf(inner))].flatMap(([name, schema]): readonly Slip[] => {
    const fields = [schema['x-auth-field']].flat();
    if (fields.includes('record.owner') && !writable.has('record.owner')) return [{ name, attribute: 'owner', value: other }];
    if (fields.includes('record.createdBy') && !writable.has('record.createdBy')) return [{ name, attribute: 'createdBy', value: other }];
    const value = schema['readOnly'] === true && name !== 'id' && schema['x-auth-field'] === undefined ? oddValue(schema) : undefined;
    return value === undefined ? [] : [{ name, attribute: 'other', value }];
  });
}

/** A valid value that the server would not choose by itself. */
function oddValue(schema: JsonSchema): string | undefined {
  const choice = schema['enum'];
  if (Array.isArray(choice)) return choice.filter((value): value is string => typeof value === 'string' && value !== schema['default']).at(-1);
  if (schema['format'] === 'uri') return 'https://slipped.example/by-the-client';
  return schema['type'] === 'string' && schema['format'] === undefined && schema['pattern'] === undefined ? 'slipped-by-the-client' : undefined;
}
