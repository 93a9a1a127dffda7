import type { CredentialKind, Interval } from '../../spec/model.ts';
import type { Experiment } from '../experiment.ts';
import { attempt } from '../lab/attempt.ts';
import { use } from '../lab/exercise.ts';
import type { Held } from '../lab/held.ts';
import type { Lab } from '../lab/lab.ts';
import { obtain } from '../lab/obtain.ts';
import { someOrReason, workingKinds } from '../predict/kinds.ts';
import { rightsToTry } from '../predict/rights.ts';

const daySeconds = 86_400;
/** One day, one year and ten years after issue. */
const longWaits = [
  ['a day', daySeconds],
  ['a year', 365 * daySeconds],
  ['ten years', 3_653 * daySeconds],
] as const;

/** Lets credentials grow old, used and unused. */
export const lifetime: Experiment = {
  id: 'lifetime',
  purpose: 'Do credentials live exactly as long as the document says, used or unused?',
  steps: [
    'control `young`: right after issue',
    'probe `before-expiry`, `after-expiry`: just before and after a fixed lifetime, kept in use on the way',
    'probe `still-works`: after a day, a year and ten years, where there is no lifetime',
    'probe `unused`: one that was never used in all that time, where there is no idle limit',
    'probe `before-idle-limit`, `after-idle-limit`: one that is left alone',
  ],
  destructive: false,
  applies: (model) => someOrReason(workingKinds(model), 'no credential can be had anew'),
  run: async (lab) => {
    for (const kind of workingKinds(lab.model)) {
      await attempt(lab, `${kind.name} lifetime`, () =>
        typeof kind.lifetime === 'string' ? growOld(lab, kind) : expire(lab, kind, kind.lifetime),
      );
      const { idle } = kind;
      if (typeof idle !== 'string')
        await attempt(lab, `${kind.name} idle`, () => leaveAlone(lab, kind, idle));
    }
  },
};

/** How long before and after an instant it is probed. */
function slackOf(interval: Interval): number {
  return Math.min(2, interval.afterSeconds / 4);
}

async function expire(lab: Lab, kind: CredentialKind, life: Interval): Promise<void> {
  const held = await obtain(lab, kind.name, rightsToTry(lab.model, kind.name)[0]);
  const young = await use(lab, held, { step: 'young', role: 'control' });
  const slack = slackOf(life);
  await growTo(lab, kind, held, life.afterSeconds - slack);
  await use(lab, held, { step: 'before-expiry', control: young.seq });
  await lab.wait(
    held.madeAtSeconds + life.withinSeconds + kind.ends.withinSeconds + slack - lab.elapsedSeconds,
    'declared',
  );
  await use(lab, held, { step: 'after-expiry', control: young.seq });
}

async function growOld(lab: Lab, kind: CredentialKind): Promise<void> {
  const [choice = {}] = rightsToTry(lab.model, kind.name);
  const held = await obtain(lab, kind.name, choice);
  const unused =
    kind.idle === 'none'
      ? await obtain(lab, kind.name, { ...choice, tenant: held.tenant, user: held.user })
      : undefined;
  const young = await use(lab, held, { step: 'young', role: 'control' });
  for (const [title, seconds] of kind.idle === 'none' ? longWaits : longWaits.slice(0, 2)) {
    await growTo(lab, kind, held, seconds);
    await use(lab, held, { step: 'still-works', case: `${kind.name} after ${title}`, control: young.seq });
  }
  if (unused !== undefined) await use(lab, unused, { step: 'unused', control: young.seq });
}

async function leaveAlone(lab: Lab, kind: CredentialKind, idle: Interval): Promise<void> {
  const [choice = {}] = rightsToTry(lab.model, kind.name);
  const held = await obtain(lab, kind.name, choice);
  const young = await use(lab, held, { step: 'young', role: 'control', case: `${kind.name} left alone` });
  const slack = slackOf(idle);
  await lab.wait(idle.afterSeconds - slack, 'declared');
  await use(lab, held, { step: 'before-idle-limit', control: young.seq });
  await lab.wait(idle.withinSeconds + kind.ends.withinSeconds + slack, 'declared');
  await use(lab, held, { step: 'after-idle-limit', control: young.seq });
}

/** Lets the credential reach an age, used often enough that no idle limit ends it. */
async function growTo(lab: Lab, kind: CredentialKind, held: Held, ageSeconds: number): Promise<void> {
  const stride = typeof kind.idle === 'string' ? Number.POSITIVE_INFINITY : kind.idle.afterSeconds * 0.9;
  for (;;) {
    const missing = held.madeAtSeconds + ageSeconds - lab.elapsedSeconds;
    if (missing <= 0) return;
    await lab.wait(Math.min(missing, stride), 'declared');
    if (missing > stride) await use(lab, held, { step: 'keep-alive', role: 'setup' });
  }
}
