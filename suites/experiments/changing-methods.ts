import type { AuthModel, HttpMethod, Operation } from '../../spec/model.ts';
import type { Experiment } from '../experiment.ts';
import { atEachAnchor, type Stand } from '../lab/anchor.ts';
import type { Lab } from '../lab/lab.ts';
import { anchorsOf } from '../predict/anchors.ts';

const overrides = ['X-HTTP-Method-Override', 'X-HTTP-Method', 'X-Method-Override'];

/** Methods that would change or remove something if they were carried out, with a credential that works. */
export const changingMethods: Experiment = {
  id: 'changing-methods',
  purpose: 'Is a method that the path does not have carried out, by its name or by a field that names it?',
  steps: [
    'control: one GET per security scheme with a good credential',
    'probe `undeclared-method`: with the good credential, a method that the path does not have',
    'probes `override`: GET with fields that name another method',
  ],
  destructive: ['records'],
  applies: (model) => anchorsOf(model).length > 0 || 'no GET operation needs a credential',
  run: (lab) => atEachAnchor(lab, anchorsOf(lab.model), (stand) => tryMethods(lab, stand)),
};

async function tryMethods(lab: Lab, stand: Stand): Promise<void> {
  const name = stand.anchor.scheme.name;
  const good = [...stand.others, stand.good];
  const base = { request: stand.request, present: good, raw: true };
  const control = await lab.send({ ...base, step: 'control', role: 'control', case: name });
  const probe = { ...base, role: 'probe', control: control.seq } as const;
  const method = undeclaredMethod(lab.model, stand.anchor.operation);
  if (method !== undefined)
    await lab.send({ ...probe, step: 'undeclared-method', case: `${name}: ${method}`, method });
  for (const field of overrides) {
    const headers = [[field, 'DELETE']] as const;
    await lab.send({ ...probe, step: 'override', case: `${name}: ${field}`, headers });
  }
  const query = [['_method', 'DELETE']] as const;
  await lab.send({ ...probe, step: 'override', case: `${name}: query _method`, query });
}

/** A usual method that no operation of this path has. */
function undeclaredMethod(model: AuthModel, operation: Operation): HttpMethod | undefined {
  const declared = new Set(
    model.operations.filter((other) => other.path === operation.path).map(({ method }) => method),
  );
  return (['DELETE', 'PATCH', 'PUT', 'POST'] as const).find((method) => !declared.has(method));
}
