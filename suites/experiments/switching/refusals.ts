import type { LabUser } from '../../lab/held.ts';
import { unknownId } from '../../lab/marker.ts';
import type { Switcher } from './switcher.ts';

/** Switches to where one is no member, to nowhere, and of somebody else. */
export async function refusals(
  switcher: Switcher,
  member: LabUser,
  other: LabUser | undefined,
  single: LabUser | undefined,
  abroad: string,
): Promise<void> {
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
  if (other?.roles.has(abroad) === true) {
    const pushed = await switcher.switch(
      'switch-other',
      token,
      other,
      abroad,
      same,
      `${member.id} switches ${other.id}`,
    );
    await switcher.look('state-after', await switcher.token(other), other, pushed);
  }
}
