import type { Experiment } from '../experiment.ts';
import { atEachAnchor, type Stand } from '../lab/anchor.ts';
import type { Lab } from '../lab/lab.ts';
import { anchorsOf } from '../predict/anchors.ts';

/** Methods that a guard may have forgotten. */
export const oddMethods: Experiment = {
  id: 'odd-methods',
  purpose: 'Does a method that nobody thought of get past the guard?',
  steps: [
    'control: one GET per security scheme with a good credential',
    'probes without a credential: OPTIONS, TRACE, PROPFIND, FOO, lower-case get',
    'probe `trace-with-credential`: TRACE with the good credential, whose value must not come back',
  ],
  destructive: false,
  applies: (model) => anchorsOf(model).length > 0 || 'no GET operation needs a credential',
  run: (lab) => atEachAnchor(lab, anchorsOf(lab.model), (stand) => tryMethods(lab, stand)),
};

async function tryMethods(lab: Lab, stand: Stand): Promise<void> {
  const name = stand.anchor.scheme.name;
  const good = [...stand.others, stand.good];
  const base = { request: stand.request, raw: true };
  const control = await lab.send({ ...base, step: 'control', role: 'control', case: name, present: good });
  const probe = { ...base, role: 'probe', control: control.seq } as const;
  await lab.send({ ...probe, step: 'options', case: `${name}: OPTIONS`, method: 'OPTIONS', present: [] });
  await lab.send({ ...probe, step: 'trace', case: `${name}: TRACE`, method: 'TRACE', present: [] });
  await lab.send({
    ...probe,
    step: 'trace-with-credential',
    case: `${name}: TRACE with the credential`,
    method: 'TRACE',
    present: good,
  });
  for (const method of ['PROPFIND', 'FOO', 'get']) {
    await lab.send({ ...probe, step: 'unknown-method', case: `${name}: ${method}`, method, present: [] });
  }
}
