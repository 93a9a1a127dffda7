import type { AuthModel, Operation } from '../../spec/model.ts';
import { lackOf } from '../../spec/overlay.ts';
import type { Experiment } from '../experiment.ts';
import { nobody } from '../lab/absent.ts';
import { actorsFor } from '../lab/actor.ts';
import { canSignIn, Lacking } from '../lab/held.ts';
import { callHook, personInput } from '../lab/hooked.ts';
import type { Lab, Sent } from '../lab/lab.ts';
import { obtain } from '../lab/obtain.ts';
import { asDocumented } from '../lab/present.ts';
import { switchOperation } from '../predict/switching.ts';

/** Somebody of another tenant is taken in and put out again, with one credential throughout. */
export const membershipEffect: Experiment = {
  id: 'membership-effect',
  purpose:
    'Does a membership open the tenant that the path names, and its end close it, for credentials that exist?',
  steps: [
    'control `at-home`: a list below the own tenant',
    'probe `before`: the same list below the tenant to come',
    'setup `taken-in`; probe `member`: the list again; setup `put-out`; probe `former`: once more',
  ],
  destructive: ['people'],
  applies: (model) =>
    pathOf(model) !== undefined ||
    'no operation takes people into a tenant, puts them out, and lists what is below a tenant in the path without a switch',
  run: async (lab) => {
    const path = pathOf(lab.model);
    if (path !== undefined) await goThrough(lab, path);
  },
};

interface Way {
  readonly add: Operation;
  readonly remove: Operation;
  readonly list: Operation;
  readonly scheme: string;
  readonly names: readonly string[];
}

function pathOf(model: AuthModel): Way | undefined {
  const [add] = model.operations.filter(
    ({ verb, objectKind }) => verb === 'create' && objectKind === 'membership',
  );
  const [remove] = model.operations.filter(
    ({ verb, objectKind }) => verb === 'delete' && objectKind === 'membership',
  );
  if (add === undefined || remove === undefined || model.fixtures.tenants.length < 2) return undefined;
  // Credentials may be bound to the active tenant: then a membership opens nothing before the switch.
  if (switchOperation(model) !== undefined) return undefined;
  for (const list of model.operations) {
    const namesTenant = list.request.some(
      ({ in: site, attribute }) => site === 'path' && attribute === 'tenant.id',
    );
    if (list.objectKind !== 'record' || list.verb !== 'list' || !namesTenant) continue;
    for (const requirement of list.security) {
      const [only] = requirement;
      const kind = model.credentials.get(model.schemes.get(only?.[0] ?? '')?.credential ?? '');
      if (requirement.size === 1 && only !== undefined && kind?.rights.join() === 'owner')
        return { add, remove, list, scheme: only[0], names: only[1] };
    }
  }
  return undefined;
}

async function goThrough(lab: Lab, { add, remove, list, scheme, names }: Way): Promise<void> {
  const [home = '', abroad = ''] = lab.model.fixtures.tenants;
  const user = [...lab.users.values()].find(
    (one) => one.tenant === abroad && one.roles.size === 1 && canSignIn(one),
  );
  if (user === undefined)
    throw nobody(lab.model, `nobody belongs to ${abroad} alone`, ({ roles }) => roles.size === 1);
  const held = await obtain(lab, lab.model.schemes.get(scheme)?.credential ?? scheme, {
    user: user.id,
    tenant: abroad,
  });
  const read = (step: string, tenant: string, control?: number) =>
    lab.send({
      step,
      role: control === undefined ? 'control' : 'probe',
      case: list.key,
      control,
      request: lab.build(list, { values: { 'tenant.id': tenant, 'record.tenant': tenant } }),
      present: [asDocumented(lab.model, held, scheme)],
    });
  const manage = async (step: string, operation: Operation): Promise<Sent> => {
    const { present } = await actorsFor(lab, operation, { tenant: home });
    const request = lab.build(operation, {
      values: { 'user.id': user.id, 'user.email': user.email, 'user.roles': names, 'tenant.id': home },
    });
    const sent = await lab.send({ step, role: 'setup', case: operation.key, request, present });
    if (!sent.ok) throw new Lacking(`${operation.key} was refused with ${sent.status}`);
    return sent;
  };
  const control = await read('at-home', abroad);
  await read('before', home, control.seq);
  const taken = await manage('taken-in', add);
  if (lab.hooks?.has('acceptInvitation') === true) {
    const about = { operation: undefined, step: { step: 'accept-invitation' } };
    await callHook(lab, 'acceptInvitation', { ...personInput(user), to: home }, about);
  } else if (lackOf(lab.config.overlay, ['invitations']) !== undefined) {
    throw new Lacking(
      `nobody accepts the invitation of ${add.key} (hooks.acceptInvitation in the target file)`,
      'invitations',
    );
  }
  const member = await read('member', home, control.seq);
  // An invitation that waits to be accepted (202) made no member who could be put out.
  if (taken.status === 202 && !member.ok) return;
  await manage('put-out', remove);
  await read('former', home, member.seq);
}
