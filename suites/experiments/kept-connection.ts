import type { Experiment } from '../experiment.ts';
import { atEachAnchor, type Stand, standAt } from '../lab/anchor.ts';
import { Lacking } from '../lab/held.ts';
import type { Lab, Sent, Step } from '../lab/lab.ts';
import { obtain } from '../lab/obtain.ts';
import { asDocumented } from '../lab/present.ts';
import { anchorsOf } from '../predict/anchors.ts';
import { RawConnection } from '../wire/raw-socket.ts';

/** Several callers over one connection and one URL: nobody may be taken for who came before. */
export const keptConnection: Experiment = {
  id: 'kept-connection',
  purpose:
    'Is every request on a kept connection, and every request for a cached URL, judged by its own credential?',
  steps: [
    'control `other-alone`: somebody else reads the URL on a connection of their own',
    'on one connection: `kept-good`, `kept-none` (no credential), `kept-other` (the other caller), `kept-none-again`, `kept-good-again`',
    'on fresh connections: `fresh-none`, `fresh-other`',
  ],
  destructive: false,
  applies: (model) => anchorsOf(model).length > 0 || 'no GET operation needs a credential',
  run: (lab) => atEachAnchor(lab, anchorsOf(lab.model), (stand) => shareConnection(lab, stand)),
};

async function shareConnection(lab: Lab, stand: Stand): Promise<void> {
  const name = stand.anchor.scheme.name;
  const good = [...stand.others, stand.good];
  const other = await otherCaller(lab, stand);
  const alone =
    other &&
    (await lab.send({
      step: 'other-alone',
      role: 'control',
      case: name,
      request: stand.request,
      present: other,
      raw: true,
    }));
  const connection = await RawConnection.open(lab.baseUrlOf(stand.anchor.operation), lab.config.timeoutMs);
  try {
    const send = (step: string, role: Step['role'], present: Step['present'], control?: Sent) =>
      lab.send({
        step,
        role,
        case: name,
        request: stand.request,
        present,
        raw: connection,
        control: control?.seq,
      });
    const first = await send('kept-good', 'control', good);
    await send('kept-none', 'probe', [], first);
    if (other !== undefined) await send('kept-other', 'probe', other, alone);
    await send('kept-none-again', 'probe', [], first);
    await send('kept-good-again', 'probe', good, first);
    await lab.send({
      step: 'fresh-none',
      role: 'probe',
      case: name,
      request: stand.request,
      present: [],
      control: first.seq,
    });
    if (other !== undefined)
      await lab.send({
        step: 'fresh-other',
        role: 'probe',
        case: name,
        request: stand.request,
        present: other,
        control: alone?.seq,
      });
  } finally {
    connection.close();
  }
}

/** Somebody of another tenant if the document has two, else another user. */
async function otherCaller(lab: Lab, stand: Stand): Promise<Step['present'] | undefined> {
  const tenant = lab.model.fixtures.tenants.find((one) => one !== stand.tenant);
  try {
    if (tenant !== undefined) {
      const other = await standAt(lab, stand.anchor, tenant);
      return [...other.others, other.good];
    }
    const user = [...lab.users.values()].find((one) => one.id !== stand.user);
    return user === undefined || stand.others.length > 0
      ? undefined
      : [
          asDocumented(
            lab.model,
            await obtain(lab, stand.anchor.kind.name, { user: user.id }),
            stand.anchor.scheme.name,
          ),
        ];
  } catch (error) {
    if (!(error instanceof Lacking)) throw error;
    return undefined;
  }
}
