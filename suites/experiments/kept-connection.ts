import type { Experiment } from '../experiment.ts';
import { atEachAnchor, type Stand } from '../lab/anchor.ts';
import type { Lab, Step } from '../lab/lab.ts';
import { otherCaller, ownQuery } from '../lab/other-caller.ts';
import { anchorsOf } from '../predict/anchors.ts';

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
  const connection = await lab.openConnection(stand.anchor.operation);
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
