import type { HeaderPair } from '../../spec/history.ts';
import { type Stand, standAt } from './anchor.ts';
import { Lacking } from './held.ts';
import type { Lab, Step } from './lab.ts';

/** Makes the URL one that no cache can know: what comes back is the caller's own. */
export function ownQuery(lab: Lab): readonly HeaderPair[] {
  return [['probe', lab.unique('alone')]];
}

/**
 * Somebody of another tenant, or another user of the same, who may read the very same URL, if possible with other
 * data than `own`; nobody if all are refused. Their own reading is the step `other-alone`.
 */
export async function otherCaller(
  lab: Lab,
  stand: Stand,
  own: string,
): Promise<{ readonly present: Step['present']; readonly alone: number } | undefined> {
  const tenants = lab.model.fixtures.tenants.filter((one) => one !== stand.tenant);
  const users = [...lab.users.values()].filter((one) => one.id !== stand.user && one.tenant === stand.tenant);
  const ways = [
    ...tenants.map((tenant) => () => standAt(lab, stand.anchor, { tenant })),
    ...users.map((user) => () => standAt(lab, stand.anchor, { tenant: user.tenant, user: user.id })),
  ];
  let found: { present: Step['present']; alone: number } | undefined;
  for (const way of ways.slice(0, 6)) {
    try {
      const other = await way();
      const present = [...other.others, other.good];
      const alone = await lab.send({
        step: 'other-alone',
        role: 'control',
        case: stand.anchor.scheme.name,
        request: stand.request,
        present,
        raw: true,
        query: ownQuery(lab),
      });
      if (!alone.ok) continue;
      found = { present, alone: alone.seq };
      if (alone.body !== own) return found;
    } catch (error) {
      if (!(error instanceof Lacking)) throw error;
    }
  }
  return found;
}
