import type { Experiment } from '../experiment.ts';
import { actorsFor } from '../lab/actor.ts';
import { canSignIn, type LabUser, Lacking } from '../lab/held.ts';
import type { Lab } from '../lab/lab.ts';
import { markBody } from '../lab/marked-body.ts';
import { markerOf, unknownId } from '../lab/marker.ts';
import { recordOperation } from '../lab/record-target.ts';
import { canSwitch, lostRight } from '../predict/switching.ts';
import { Switcher } from './switching/switcher.ts';

/** People switch the tenant in which they act, or try to switch where they may not. */
export const tenantSwitch: Experiment = {
  id: 'tenant-switch',
  purpose: 'Does the active tenant follow its user, only its user, and only to where the user belongs?',
  steps: [
    'control `switch-same`: to the tenant in which one is; `switch`, `switch-back`: to another of one\'s own',
    'probe `switch-foreign`, `switch-unknown`: to one that is not one\'s own, or none; `switch-other`: somebody else',
    'probe `second-token`, `list-after`, `old-record`, `right-lost`: what another token, and the first, reach afterwards; read-backs of each',
    'probe `switch-former`, `list-former`: after the end of the membership',
  ],
  destructive: true,
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
    for (const [part, act] of [['switch-former', () => formerMember(switcher, other, abroad)], ['list-former', () => evicted(switcher, member, abroad)]] as const) {
      try {
        await act();
      } catch (error) {
        if (!(error instanceof Lacking)) throw error;
        lab.lacking(part, error.message);
      }
    }
  },
};

async function refusals(switcher: Switcher, member: LabUser, other: LabUser | undefined, single: LabUser | undefined, abroad: string): Promise<void> {
  const token = await switcher.token(member);
  const same = await switcher.switch('switch-same', token, member, member.tenant);
  const unknown = await switcher.switch('switch-unknown', token, member, unknownId, same);
  await switcher.look('state-after', token, member, unknown);
  if (single !== undefined) {
    const own = await switcher.token(single);
    const control = await switcher.switch('switch-same', own, single, single.tenant);
    const foreign = await switcher.switch('switch-foreign', own, single, abroad, control);
    await switcher.look('state-after', own, single, foreign);
  }
  if (other !== undefined && other.roles.has(abroad)) {
    const pushed = await switcher.switch('switch-other', token, other, abroad, same, `${member.id} switches ${other.id}`);
    await switcher.look('state-after', await switcher.token(other), other, pushed);
  }
}

async function thereAndBack(switcher: Switcher, member: LabUser, abroad: string): Promise<void> {
  const { lab } = switcher;
  const home = member.tenant;
  const [first, second] = [await switcher.token(member), await switcher.token(member)];
  const right = lostRight(lab.model, switcher.scheme, member, home, abroad);
  const list = lab.model.operations.find(({ objectKind, verb, path }) => objectKind === 'record' && verb === 'list' && !path.includes('{'));
  const item = list === undefined ? undefined : recordOperation(lab, list.object, 'read');
  const create = list === undefined ? undefined : recordOperation(lab, list.object, 'create');
  const old = list === undefined ? undefined : lab.model.fixtures.records.get(list.object)?.find(({ tenant }) => tenant === home)?.id;
  const readBefore = item === undefined || old === undefined ? undefined : await switcher.call('old-record-before', item, first, { record: old });
  const listBefore = list === undefined ? undefined : await switcher.call('list-before', list, first);
  const rightBefore = right === undefined ? undefined : await switcher.call('right-home', right, first);
  const moved = await switcher.switch('switch', first, member, abroad);
  await switcher.look('state-after', first, member, moved);
  await switcher.look('second-token', second, member);
  if (list !== undefined) await switcher.call('list-after', list, first, { control: listBefore, detail: { home, abroad } });
  if (item !== undefined && old !== undefined) await switcher.call('old-record', item, first, { record: old, control: readBefore });
  for (const token of right === undefined ? [] : [first, second]) await switcher.call('right-lost', right ?? switcher.operation, token, { control: rightBefore, detail: { home, abroad, user: member.id } });
  if (list !== undefined && create !== undefined) {
    const marker = markerOf(lab);
    const made = await switcher.call('create-after', create, first, { body: markBody(create, lab.build(create).body, marker), detail: { marker } });
    for (const [step, tenant] of [['state-home', home], ['state-abroad', abroad]] as const) {
      const reader = await widestIn(lab, list.key, tenant);
      await lab.send({ step, role: 'read-back', case: made.exchange.case, readBackOf: made.seq, request: lab.build(list), present: reader, detail: { marker } });
    }
  }
  const back = await switcher.switch('switch-back', first, member, home);
  await switcher.look('state-after', first, member, back);
  if (right !== undefined) await switcher.call('right-again', right, first);
}

/** Somebody else of a tenant who reaches all of a list. */
async function widestIn(lab: Lab, key: string, tenant: string) {
  const list = lab.operation(key);
  const wide = Object.entries(list.relation).find(([, relations]) => relations.includes('tenant'))?.[0];
  const user = [...lab.users.values()].find((one) => one.tenant === tenant && one.roles.size === 1 && (wide === '*' || wide === undefined || (one.roles.get(tenant) ?? []).includes(wide)) && canSignIn(one));
  return (await actorsFor(lab, { ...list, security: list.security.filter((requirement) => wide === undefined || wide === '*' || [...requirement.values()].flat().includes(wide)) }, { tenant, user: user?.id })).present;
}

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
  const list = lab.model.operations.find(({ objectKind, verb, path }) => objectKind === 'record' && verb === 'list' && !path.includes('{'));
  if (list === undefined) throw new Lacking('the document has no list of records');
  const token = await switcher.token(user);
  await switcher.switch('switch', token, user, tenant, undefined, `${user.id}, to be removed`);
  const before = await switcher.call('list-member', list, token);
  await endMembership(lab, user, tenant);
  await switcher.call('list-former', list, token, { control: before, detail: { tenant } });
}

async function endMembership(lab: Lab, user: LabUser, tenant: string): Promise<void> {
  const operation = lab.model.operations.find(({ verb, objectKind }) => verb === 'delete' && objectKind === 'membership');
  if (operation === undefined) throw new Lacking('the document has no operation that ends a membership');
  const { present } = await actorsFor(lab, operation, { tenant });
  const sent = await lab.send({ step: 'remove-membership', role: 'setup', request: lab.build(operation, { values: { 'user.id': user.id, 'tenant.id': tenant } }), present });
  if (!sent.ok) throw new Lacking(`${operation.key} was refused with ${sent.status}`);
  lab.fact({ fact: 'user-changed', user: user.id, change: 'membership-removed', to: [tenant], by: sent.seq });
}
