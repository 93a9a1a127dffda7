import type { Operation } from '../../spec/model.ts';
import type { Experiment } from '../experiment.ts';
import { type Aim, aimAt } from '../lab/aim.ts';
import { Lacking } from '../lab/held.ts';
import type { Lab, Sent, Step } from '../lab/lab.ts';
import { isProtected } from '../predict/anchors.ts';
import { marked, readBack } from './marker.ts';

/** Every operation that needs a credential, and destroys nothing, is called with one and then without. */
export const anonymousCalls: Experiment = {
  id: 'anonymous-calls',
  purpose: 'Is every protected operation closed to callers without a credential?',
  steps: [
    'probe `without-credential`: each protected operation without any credential; writes carry a marker of their own',
    'read-back: the collection, for the marker of a refused write',
    'control `with-credential`: the same request with a credential that may call it; for writes after the probe',
    'probe `head-without-credential`: HEAD on each protected GET without any credential',
  ],
  destructive: false,
  applies: (model) =>
    model.operations.some((operation) => isProtected(operation) && !destroys(operation)) ||
    'no operation needs a credential',
  run: (lab) =>
    callAll(
      lab,
      lab.model.operations.filter((operation) => isProtected(operation) && !destroys(operation)),
    ),
};

/** As `anonymous-calls`, for operations that end or remove something; what they end is made for it. */
export const anonymousDestruction: Experiment = {
  id: 'anonymous-destruction',
  purpose: 'Can callers without a credential end credentials, remove users or delete records?',
  steps: [
    'set-up: a credential, user or record for each operation that ends or removes one',
    'probe `without-credential`: the operation without any credential',
    'control `with-credential`: the same request with a credential that may; it succeeds only if the thing is still there',
  ],
  destructive: ['credentials', 'people', 'records'],
  applies: (model) =>
    model.operations.some((operation) => isProtected(operation) && destroys(operation)) ||
    'no protected operation ends or removes anything',
  run: (lab) =>
    callAll(
      lab,
      lab.model.operations.filter((operation) => isProtected(operation) && destroys(operation)),
    ),
};

function destroys(operation: Operation): boolean {
  return (
    ['revoke', 'rotate', 'delete', 'logout', 'refresh'].includes(operation.verb) ||
    operation.method === 'DELETE' ||
    (operation.objectKind !== 'record' && operation.verb === 'update')
  );
}

async function callAll(lab: Lab, operations: readonly Operation[]): Promise<void> {
  for (const operation of operations) {
    try {
      const aim = await aimAt(lab, operation);
      await (operation.method === 'GET' ? callRead(lab, operation, aim) : callWrite(lab, operation, aim));
    } catch (error) {
      if (!(error instanceof Lacking)) throw error;
      lab.lacking(operation.key, error);
    }
  }
}

async function callRead(lab: Lab, operation: Operation, { request, present }: Aim): Promise<void> {
  const control = await lab.send({
    step: 'with-credential',
    role: 'control',
    request,
    present,
    case: operation.key,
  });
  await lab.send({
    step: 'without-credential',
    role: 'probe',
    case: operation.key,
    request,
    present: [],
    control: control.seq,
  });
  await lab.send({
    step: 'head-without-credential',
    role: 'probe',
    case: `HEAD ${operation.path}`,
    request,
    present: [],
    method: 'HEAD',
    control: control.seq,
  });
  await lab.send({
    step: 'head-with-credential',
    role: 'probe',
    case: `HEAD ${operation.path}`,
    request,
    present,
    method: 'HEAD',
    control: control.seq,
  });
}

async function callWrite(lab: Lab, operation: Operation, aim: Aim): Promise<void> {
  const [refused, allowed] = [marked(lab, aim), marked(lab, aim)];
  const label = { case: operation.key };
  const probe = await lab.send({
    ...label,
    step: 'without-credential',
    role: 'probe',
    request: refused.request,
    present: [],
    detail: refused.detail,
  });
  await readBack(lab, operation, { case: operation.key, step: 'read-back-refused', of: probe });
  const control = await controlOf(lab, probe, {
    ...label,
    step: 'with-credential',
    role: 'control',
    request: allowed.request,
    present: aim.present,
    detail: allowed.detail,
  });
  if (control === undefined) return;
  lab.controlledBy(probe, control);
  if (!control.ok) return;
  if (aim.sacrifice !== undefined) lab.ended.add(aim.sacrifice.alias);
  // A password that is written again, even the same, may end what its owner holds.
  if (operation.objectKind === 'user') lab.kept.clear();
  await readBack(lab, operation, { case: operation.key, step: 'read-back-allowed', of: control });
}

/** A probe whose control must not be sent still shows what it was answered. */
async function controlOf(lab: Lab, probe: Sent, step: Step): Promise<Sent | undefined> {
  try {
    return await lab.send(step);
  } catch (error) {
    if (!(error instanceof Lacking)) throw error;
    lab.uncontrolled(probe, error.message);
    return undefined;
  }
}
