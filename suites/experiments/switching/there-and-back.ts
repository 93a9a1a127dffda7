import { actorsFor } from '../../lab/actor.ts';
import { canSignIn, type LabUser } from '../../lab/held.ts';
import type { Lab } from '../../lab/lab.ts';
import { markBody } from '../../lab/marked-body.ts';
import { markerOf } from '../../lab/marker.ts';
import { recordOperation } from '../../lab/record-target.ts';
import { lostRight } from '../../predict/switching.ts';
import type { Switcher } from './switcher.ts';

/** To another tenant of one's own and back, with a look at everything that must follow. */
export async function thereAndBack(switcher: Switcher, member: LabUser, abroad: string): Promise<void> {
  const { lab } = switcher;
  const home = member.tenant;
  const [first, second] = [await switcher.token(member), await switcher.token(member)];
  const right = lostRight(lab.model, switcher.scheme, member, home, abroad);
  const list = lab.model.operations.find(
    ({ objectKind, verb, path }) => objectKind === 'record' && verb === 'list' && !path.includes('{'),
  );
  const item = list === undefined ? undefined : recordOperation(lab, list.object, 'read');
  const create = list === undefined ? undefined : recordOperation(lab, list.object, 'create');
  const old =
    list === undefined
      ? undefined
      : lab.model.fixtures.records.get(list.object)?.find(({ tenant }) => tenant === home)?.id;
  const readBefore =
    item === undefined || old === undefined
      ? undefined
      : await switcher.call('old-record-before', item, first, { record: old });
  const listBefore = list === undefined ? undefined : await switcher.call('list-before', list, first);
  const rightBefore = right === undefined ? undefined : await switcher.call('right-home', right, first);
  const moved = await switcher.switch('switch', first, member, abroad);
  await switcher.look('state-after', first, member, moved);
  await switcher.look('second-token', second, member);
  if (list !== undefined)
    await switcher.call('list-after', list, first, { control: listBefore, detail: { home, abroad } });
  if (item !== undefined && old !== undefined)
    await switcher.call('old-record', item, first, { record: old, control: readBefore });
  for (const token of right === undefined ? [] : [first, second])
    await switcher.call('right-lost', right ?? switcher.operation, token, {
      control: rightBefore,
      detail: { home, abroad, user: member.id },
    });
  if (list !== undefined && create !== undefined) {
    const marker = markerOf(lab);
    const made = await switcher.call('create-after', create, first, {
      body: markBody(create, lab.build(create).body, marker),
      detail: { marker },
    });
    for (const [step, tenant] of [
      ['state-home', home],
      ['state-abroad', abroad],
    ] as const) {
      const reader = await widestIn(lab, list.key, tenant);
      await lab.send({
        step,
        role: 'read-back',
        case: made.exchange.case,
        readBackOf: made.seq,
        request: lab.build(list),
        present: reader,
        detail: { marker },
      });
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
  const user = [...lab.users.values()].find(
    (one) =>
      one.tenant === tenant &&
      one.roles.size === 1 &&
      (wide === '*' || wide === undefined || (one.roles.get(tenant) ?? []).includes(wide)) &&
      canSignIn(one),
  );
  return (
    await actorsFor(
      lab,
      {
        ...list,
        security: list.security.filter(
          (requirement) =>
            wide === undefined || wide === '*' || [...requirement.values()].flat().includes(wide),
        ),
      },
      { tenant, user: user?.id },
    )
  ).present;
}
