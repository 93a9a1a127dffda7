import type { Experiment } from '../experiment.ts';
import { actorsFor } from '../lab/actor.ts';
import { canSignIn, type LabUser, Lacking } from '../lab/held.ts';
import type { Lab } from '../lab/lab.ts';
import { canSwitch } from '../predict/switching.ts';
import { refusals } from './switching/refusals.ts';
import { Switcher } from './switching/switcher.ts';
import { thereAndBack } from './switching/there-and-back.ts';

/** People switch the tenant in which they act, or try to switch where they may not. */
export const tenantSwitch: Experiment = {
  id: 'tenant-switch',
  purpose: 'Does the active tenant follow its user, only its user, and only to where the user belongs?',
  steps: [
    "control `switch-same`: to the tenant in which one is; `switch`, `switch-back`: to another of one's own",
    "probe `switch-foreign`, `switch-unknown`: to one that is not one's own, or none; `switch-other`: somebody else",
    'probe `second-token`, `list-after`, `old-record`, `right-lost`: what another token, and the first, reach afterwards; read-backs of each',
    'probe `switch-former`, `list-former`: after the end of the membership',
  ],
  destructive: ['people'],
  applies: canSwitch,
  run: async (lab) => {
    const switcher = new Switcher(lab);
    const people = [...lab.users.values()].filter(canSignIn);
    const [member, other] = people.filter(({ roles }) => roles.size > 1);
    if (member === undefined) throw new Lacking('nobody who can sign in belongs to several tenants');
    const abroad = [...member.roles.keys()].find((tenant) => tenant !== member.tenant) ?? '';
    const single = people.find(({ roles, tenant }) => roles.size === 1 && tenant === member.tenant);
    await refusals(switcher, member, other, single, abroad);
    await thereAndBack(switcher, member, abroad);
    for (const [part, act] of [
      ['switch-former', () => formerMember(switcher, other, abroad)],
      ['list-former', () => evicted(switcher, member, abroad)],
    ] as const) {
      try {
        await act();
      } catch (error) {
        if (!(error instanceof Lacking)) throw error;
        lab.lacking(part, error);
      }
    }
  },
};

async function formerMember(switcher: Switcher, user: LabUser | undefined, tenant: string): Promise<void> {
  if (user === undefined) throw new Lacking('nobody else who can sign in belongs to several tenants');
  const token = await switcher.token(user);
  const control = await switcher.switch('switch-same', token, user, user.tenant);
  await endMembership(switcher.lab, user, tenant);
  const former = await switcher.switch('switch-former', token, user, tenant, control);
  await switcher.look('state-after', token, user, former);
}

/** Ends the membership in the tenant in which somebody just acts. */
async function evicted(switcher: Switcher, user: LabUser, tenant: string): Promise<void> {
  const { lab } = switcher;
  const list = lab.model.operations.find(
    ({ objectKind, verb, path }) => objectKind === 'record' && verb === 'list' && !path.includes('{'),
  );
  if (list === undefined) throw new Lacking('the document has no list of records');
  const token = await switcher.token(user);
  await switcher.switch('switch', token, user, tenant, undefined, `${user.id}, to be removed`);
  const before = await switcher.call('list-member', list, token);
  await endMembership(lab, user, tenant);
  await switcher.call('list-former', list, token, { control: before, detail: { tenant } });
}

async function endMembership(lab: Lab, user: LabUser, tenant: string): Promise<void> {
  const operation = lab.model.operations.find(
    ({ verb, objectKind }) => verb === 'delete' && objectKind === 'membership',
  );
  if (operation === undefined) throw new Lacking('the document has no operation that ends a membership');
  const { present } = await actorsFor(lab, operation, { tenant });
  const sent = await lab.send({
    step: 'remove-membership',
    role: 'setup',
    request: lab.build(operation, { values: { 'user.id': user.id, 'tenant.id': tenant } }),
    present,
  });
  if (!sent.ok) throw new Lacking(`${operation.key} was refused with ${sent.status}`);
  lab.fact({ fact: 'user-changed', user: user.id, change: 'membership-removed', to: [tenant], by: sent.seq });
}
