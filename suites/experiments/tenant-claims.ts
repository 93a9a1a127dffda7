import type { Operation } from '../../spec/model.ts';
import type { Experiment } from '../experiment.ts';
import { actorsFor } from '../lab/actor.ts';
import { Lacking } from '../lab/held.ts';
import type { Lab } from '../lab/lab.ts';
import { isSchema, markBody } from '../lab/marked-body.ts';
import { markerOf } from '../lab/marker.ts';
import { recordOperation } from '../lab/record-target.ts';
import { widest } from '../lab/widest.ts';
import { isolated, namesThing, schemesOf } from '../predict/isolated.ts';

/** Names by which servers are known to take a tenant from the client; the document's own names are added. */
const usualNames = [
  'tenant',
  'tenant_id',
  'tenantId',
  'company_id',
  'companyId',
  'organization_id',
  'account_id',
  'client_id',
  'workspace_id',
];
const usualHeaders = [
  'X-Tenant',
  'X-Tenant-Id',
  'X-Company-Id',
  'X-Organization-Id',
  'X-Account-Id',
  'X-Client-Id',
];

/** A client says which tenant it wants to be in: nobody may listen. */
export const tenantClaims: Experiment = {
  id: 'tenant-claims',
  purpose: 'Does the tenant come from the credential alone, whatever the client says?',
  steps: [
    'control `list-plain`: a list in the first tenant',
    'probes `list-query`, `list-headers`: the same with the second tenant in the query, in header fields',
    'probe `create-claiming`: a record with the second tenant in its body; read-backs `state-home`, `state-abroad`: both lists',
  ],
  destructive: false,
  applies: (model) =>
    model.fixtures.tenants.length < 2
      ? 'the document knows one tenant only'
      : isolated(model).some(isPlainList) || 'every list names its tenant in the path',
  run: async (lab) => {
    const lists = lab.model.operations
      .filter((operation) => isolated(lab.model).includes(operation) && isPlainList(operation))
      .slice(0, 3);
    for (const list of lists) {
      for (const scheme of schemesOf(lab.model, list)) {
        try {
          await claim(lab, list, scheme);
        } catch (error) {
          if (!(error instanceof Lacking)) throw error;
          lab.lacking(`${list.key} (${scheme})`, error);
        }
      }
    }
  },
};

export function isPlainList(operation: Operation): boolean {
  return operation.verb === 'list' && !namesThing(operation);
}

async function claim(lab: Lab, list: Operation, scheme: string): Promise<void> {
  const [, abroad = ''] = lab.model.fixtures.tenants;
  const caller = await widest(lab, list, scheme);
  const label = `${list.key} (${scheme})`;
  const names = [...new Set([...usualNames, ...ownNames(lab)])];
  const base = { case: label, request: lab.build(list), present: caller.present, detail: { tenant: abroad } };
  const control = await lab.send({ ...base, step: 'list-plain', role: 'control' });
  await lab.send({
    ...base,
    step: 'list-query',
    role: 'probe',
    control: control.seq,
    query: names.map((name) => [name, abroad] as const),
  });
  await lab.send({
    ...base,
    step: 'list-headers',
    role: 'probe',
    control: control.seq,
    headers: usualHeaders.map((name) => [name, abroad] as const),
  });
  const create = recordOperation(lab, list.object, 'create');
  if (create === undefined || create.console) return;
  const maker = await widest(lab, create, scheme);
  const marker = markerOf(lab);
  const built = lab.build(create, { values: { 'record.group': maker.user?.groups[0] } });
  const body = markBody(create, built.body, marker);
  const slipped = {
    ...Object.fromEntries(names.map((name) => [name, abroad])),
    ...(isSchema(body) ? body : {}),
  };
  const made = await lab.send({
    step: 'create-claiming',
    role: 'probe',
    case: `${create.key} (${scheme})`,
    control: control.seq,
    request: { ...built, body: slipped },
    present: maker.present,
    detail: { marker, tenant: abroad },
  });
  const labels = {
    role: 'read-back' as const,
    case: made.exchange.case,
    readBackOf: made.seq,
    request: lab.build(list),
    detail: { marker },
  };
  await lab.send({ ...labels, step: 'state-home', present: caller.present });
  await lab.send({
    ...labels,
    step: 'state-abroad',
    present: (await actorsFor(lab, list, { tenant: abroad, scheme })).present,
  });
}

/** Names under which the document itself speaks of tenants. */
function ownNames(lab: Lab): readonly string[] {
  const places = lab.model.operations.flatMap(({ request, responses }) => [
    ...request,
    ...[...responses.values()].flatMap((answer) => answer.places),
  ]);
  return places
    .filter(({ attribute }) => ['tenant.id', 'user.tenant', 'record.tenant'].includes(attribute))
    .map(({ at }) => at.split('/').at(-1) ?? at);
}
