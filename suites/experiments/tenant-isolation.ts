import type { FixtureRecord, Operation } from '../../spec/model.ts';
import type { Experiment } from '../experiment.ts';
import { actorsFor } from '../lab/actor.ts';
import type { ReadyCaller } from '../lab/caller.ts';
import { Lacking } from '../lab/held.ts';
import type { Lab, Sent } from '../lab/lab.ts';
import { markBody } from '../lab/marked-body.ts';
import { markerOf, unknownId } from '../lab/marker.ts';
import { recordOperation } from '../lab/record-target.ts';
import { ownRecord, widest } from '../lab/widest.ts';
import { isolated, namesThing, schemesOf, thingParameter } from '../predict/isolated.ts';

const oddIds = ['..%2f..', '%2e%2e', '0', '-1', '%00', '*'];

/** Two tenants: what one has, the other must neither see nor touch. */
export const tenantIsolation: Experiment = {
  id: 'tenant-isolation',
  purpose: 'Does what is reached through a credential stay inside its tenant?',
  steps: [
    'probe `list`: each list in both tenants',
    'control `own`: each operation that names a record, a parent or a tenant, on one of the first tenant',
    'probe `foreign`: the same on one of the second; `unknown`: on an id that does not exist; `odd-id`: on ids that are none',
    'probe `foreign-bad-body`: a foreign record and a bad body at once',
    'read-back `foreign-state`: the foreign record, by its own tenant',
  ],
  destructive: false,
  applies: (model) =>
    model.fixtures.tenants.length < 2
      ? 'the document knows one tenant only'
      : isolated(model).length > 0 || 'no operation on records needs a credential',
  run: async (lab) => {
    for (const operation of isolated(lab.model)) {
      for (const scheme of schemesOf(lab.model, operation)) {
        try {
          await (namesThing(operation) ? trespass(lab, operation, scheme) : lists(lab, operation, scheme));
        } catch (error) {
          if (!(error instanceof Lacking)) throw error;
          lab.lacking(`${operation.key} (${scheme})`, error);
        }
      }
    }
  },
};

async function lists(lab: Lab, operation: Operation, scheme: string): Promise<void> {
  const [, abroad] = lab.model.fixtures.tenants;
  const caller = await widest(lab, operation, scheme);
  const foreigner = await actorsFor(lab, operation, { tenant: abroad, scheme });
  for (const { tenant, present } of [caller, { tenant: abroad, present: foreigner.present }]) {
    await lab.send({
      step: 'list',
      role: 'probe',
      case: `${operation.key} in ${tenant} (${scheme})`,
      request: lab.build(operation),
      present,
      detail: { tenant: tenant ?? '', scheme },
    });
  }
}

async function trespass(lab: Lab, operation: Operation, scheme: string): Promise<void> {
  const caller = await widest(lab, operation, scheme);
  const own = await ownRecord(lab, operation, caller);
  const [, abroad] = lab.model.fixtures.tenants;
  const foreign = (lab.model.fixtures.records.get(operation.object) ?? []).find(
    ({ tenant }) => tenant === abroad,
  );
  if (foreign === undefined) throw new Lacking(`no record of ${operation.object} in ${abroad}`);
  const label = `${operation.key} (${scheme})`;
  const trial = new Trial(lab, operation, caller, scheme);
  const control = await trial.send('own', own, label, undefined);
  const probe = await trial.send('foreign', foreign, label, control);
  if (operation.method !== 'GET') await stateAbroad(lab, operation, foreign, probe);
  if (operation.body !== undefined)
    await trial.send('foreign-bad-body', foreign, label, control, {
      rawBody: { text: '[]', mediaType: operation.body.mediaType },
    });
  const parameter = thingParameter(operation);
  if (parameter === undefined) return;
  await trial.send('unknown', own, label, control, {}, { [parameter]: unknownId });
  if (operation.method !== 'GET') return;
  const { path } = lab.build(operation, {
    values: valuesOf(lab, own),
    params: { ...own.parents, [parameter]: 'ODD' },
  });
  for (const id of oddIds)
    await trial.send('odd-id', own, `${label} with ${id}`, control, {
      rawPath: path.replace('ODD', id),
      raw: true,
    });
}

/** The same operation by the same caller, on one record or another. */
class Trial {
  readonly #lab: Lab;
  readonly #operation: Operation;
  readonly #caller: ReadyCaller;
  readonly #scheme: string;

  constructor(lab: Lab, operation: Operation, caller: ReadyCaller, scheme: string) {
    this.#lab = lab;
    this.#operation = operation;
    this.#caller = caller;
    this.#scheme = scheme;
  }

  async send(
    step: string,
    record: FixtureRecord,
    name: string,
    control: Sent | undefined,
    deviation: {
      readonly rawBody?: { readonly text: string; readonly mediaType: string };
      readonly rawPath?: string;
      readonly raw?: boolean;
    } = {},
    params: Readonly<Record<string, string>> = {},
  ): Promise<Sent> {
    const marker = markerOf(this.#lab);
    const built = this.#lab.build(this.#operation, {
      values: valuesOf(this.#lab, record),
      params: { ...record.parents, ...params },
    });
    const request =
      built.body === undefined ? built : { ...built, body: markBody(this.#operation, built.body, marker) };
    return this.#lab.send({
      step,
      role: control === undefined ? 'control' : 'probe',
      case: name,
      control: control?.seq,
      request,
      present: this.#caller.present,
      detail: { record: record.id, marker, scheme: this.#scheme },
      ...deviation,
    });
  }
}

/** The record as its own tenant sees it. */
async function stateAbroad(
  lab: Lab,
  operation: Operation,
  record: FixtureRecord,
  probe: Sent,
): Promise<void> {
  const reader =
    recordOperation(lab, operation.object, 'read') ?? recordOperation(lab, operation.object, 'list');
  if (reader === undefined) return;
  const { present } = await actorsFor(lab, reader, { tenant: record.tenant });
  await lab.send({
    step: 'foreign-state',
    role: 'read-back',
    case: probe.exchange.case,
    readBackOf: probe.seq,
    request: lab.build(reader, { values: valuesOf(lab, record), params: record.parents }),
    present,
    detail: { record: record.id },
  });
}

function valuesOf(lab: Lab, record: FixtureRecord): Readonly<Record<string, unknown>> {
  return {
    'record.id': record.id,
    'record.tenant': record.tenant,
    'tenant.id': record.tenant,
    'record.group': record.group ?? lab.model.fixtures.groups[0],
  };
}
