import type { Interval } from '../../spec/model.ts';
import type { Experiment } from '../experiment.ts';
import { attempt } from '../lab/attempt.ts';
import { use } from '../lab/exercise.ts';
import type { Held } from '../lab/held.ts';
import type { Lab } from '../lab/lab.ts';
import { revoke, rotate } from '../lab/lifecycle.ts';
import { obtain } from '../lab/obtain.ts';
import { settleEnd } from '../lab/settle.ts';
import { credentialOperations, revocableKinds, someOrReason, workingKinds } from '../predict/kinds.ts';
import { rightsToTry } from '../predict/rights.ts';

/** Replaces a credential while it is in use. */
export const rotation: Experiment = {
  id: 'rotation',
  purpose:
    'Can a credential be replaced without a moment in which none works, and does the old one end as documented?',
  steps: [
    'probe `second-new`, `second-old`: a second credential is issued; both are used in turn',
    'probe `first-revoked`, `second-alone`: the first is revoked; old and new are used',
    'probe `rotated-new`, `rotated-old`: after the rotate operation, new and old value at once',
    'probe `rotated-old-late`, `rotated-old-ended`: the old value just before and after the promised overlap',
    'probe `overlap-revoked`: an old value that was revoked in its overlap, where it has an id of its own',
  ],
  destructive: ['credentials'],
  applies: (model) =>
    someOrReason(
      [
        ...revocableKinds(model),
        ...workingKinds(model).filter(({ name }) => credentialOperations(model, 'rotate', name).length > 0),
      ],
      'nothing can be replaced: no operation revokes or rotates',
    ),
  run: async (lab) => {
    for (const kind of revocableKinds(lab.model))
      await attempt(lab, kind.name, () => bySecond(lab, kind.name));
    for (const kind of workingKinds(lab.model)) {
      if (credentialOperations(lab.model, 'rotate', kind.name).length > 0)
        await attempt(lab, `rotate ${kind.name}`, () => byOperation(lab, kind.name, kind.rotation));
    }
  },
};

async function bySecond(lab: Lab, kind: string): Promise<void> {
  const [choice = {}] = rightsToTry(lab.model, kind);
  const old = await obtain(lab, kind, choice);
  const before = await use(lab, old, { step: 'first-alone', role: 'control' });
  const next = await obtain(lab, kind, { ...choice, tenant: old.tenant, user: old.user });
  for (let turn = 1; turn <= 2; turn += 1) {
    await use(lab, next, { step: 'second-new', case: `${kind} turn ${turn}` });
    await use(lab, old, { step: 'second-old', case: `${kind} turn ${turn}` });
  }
  await revoke(lab, old);
  await use(lab, next, { step: 'second-alone' });
  await settleEnd(lab, old);
  await use(lab, old, { step: 'first-revoked', control: before.seq });
}

async function byOperation(lab: Lab, kind: string, promise: Interval | 'overlap' | 'none'): Promise<void> {
  const [choice = {}] = rightsToTry(lab.model, kind);
  const old = await obtain(lab, kind, choice);
  const before = await use(lab, old, { step: 'before-rotate', role: 'control' });
  const startSeconds = lab.elapsedSeconds;
  const { next } = await rotate(lab, old);
  if (next === undefined) return lab.lacking(`rotate ${kind}`, 'the rotation was refused');
  const held = next.rights === undefined ? { ...next, ...choice } : next;
  await use(lab, held, { step: 'rotated-new' });
  if (promise === 'none') {
    await settleEnd(lab, old);
    await use(lab, old, { step: 'rotated-old-ended', control: before.seq });
    return;
  }
  await use(lab, old, { step: 'rotated-old' });
  if (promise === 'overlap') return;
  const slack = Math.min(2, promise.afterSeconds / 2);
  await lab.wait(Math.max(0, startSeconds + promise.afterSeconds - slack - lab.elapsedSeconds), 'declared');
  await use(lab, old, { step: 'rotated-old-late' });
  await lab.wait(startSeconds + promise.withinSeconds + slack + 1 - lab.elapsedSeconds, 'declared');
  await settleEnd(lab, old);
  await use(lab, old, { step: 'rotated-old-ended', control: before.seq });
  await use(lab, held, { step: 'rotated-new', case: `${kind} after the overlap` });
  if (credentialOperations(lab.model, 'revoke', kind).length > 0) await cutShort(lab, held);
}

/** Revokes an old value in its overlap, where it kept a name of its own. */
async function cutShort(lab: Lab, old: Held): Promise<void> {
  const { next } = await rotate(lab, old);
  if (next === undefined || old.id === undefined || next.id === old.id) return;
  const control = await use(lab, old, { step: 'overlapping', role: 'control' });
  if (!(await revoke(lab, old)).ok) return;
  await settleEnd(lab, old);
  await use(lab, old, { step: 'overlap-revoked', control: control.seq });
}
