import type { HeaderPair } from '../../spec/history.ts';
import type { Experiment } from '../experiment.ts';
import { atEachAnchor, type Stand, standAt } from '../lab/anchor.ts';
import { Lacking } from '../lab/held.ts';
import type { Lab, Step } from '../lab/lab.ts';
import { anchorsOf } from '../predict/anchors.ts';
import { RawConnection } from '../wire/raw-socket.ts';

/** Several callers over one connection and one URL: nobody may be taken for who came before. */
export const keptConnection: Experiment = {
  id: 'kept-connection',
  purpose:
    'Is every request on a kept connection, and every request for a cached URL, judged by its own credential?',
  steps: [
    'controls `one-alone`, `other-alone`: two callers read the URL on connections of their own',
    'on one connection: `kept-good`, `kept-none` (no credential), `kept-other` (the other caller), `kept-none-again`, `kept-good-again`',
    'on fresh connections: `fresh-none`, `fresh-other`',
  ],
  destructive: false,
  applies: (model) => anchorsOf(model).length > 0 || 'no GET operation needs a credential',
  run: (lab) => atEachAnchor(lab, anchorsOf(lab.model), (stand) => shareConnection(lab, stand)),
};

async function shareConnection(lab: Lab, stand: Stand): Promise<void> {
  const label = { case: stand.anchor.scheme.name, request: stand.request } as const;
  const good = [...stand.others, stand.good];
  const own = await lab.send({
    ...label,
    step: 'one-alone',
    role: 'control',
    present: good,
    raw: true,
    query: ownQuery(lab),
  });
  const other = await otherCaller(lab, stand, own.body);
  const connection = await RawConnection.open(lab.baseUrlOf(stand.anchor.operation), lab.config.timeoutMs);
  const kept = (step: string, role: Step['role'], present: Step['present'], control?: number) =>
    lab.send({ ...label, step, role, present, raw: connection, control });
  try {
    const { seq } = await kept('kept-good', 'control', good);
    await kept('kept-none', 'probe', [], seq);
    if (other !== undefined) await kept('kept-other', 'probe', other.present, other.alone);
    await kept('kept-none-again', 'probe', [], seq);
    await kept('kept-good-again', 'probe', good, seq);
    await lab.send({ ...label, step: 'fresh-none', role: 'probe', present: [], control: seq });
    if (other === undefined) return;
    await lab.send({
      ...label,
      step: 'fresh-other',
      role: 'probe',
      present: other.present,
      control: other.alone,
    });
  } finally {
    connection.close();
  }
}

/** Makes the URL one that no cache can know: what comes back is the caller's own. */
function ownQuery(lab: Lab): readonly HeaderPair[] {
  return [['probe', lab.unique('alone')]];
}

/** Somebody of another tenant, or another user of the same, who may read the very same URL, if possible with other data; nobody if all are refused. */
async function otherCaller(
  lab: Lab,
  stand: Stand,
  own: string,
): Promise<{ present: Step['present']; alone: number } | undefined> {
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
