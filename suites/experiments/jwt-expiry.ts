import type { CredentialKind } from '../../spec/model.ts';
import type { Experiment } from '../experiment.ts';
import type { Lab } from '../lab/lab.ts';
import { obtain } from '../lab/obtain.ts';
import { asDocumented } from '../lab/present.ts';
import { firstUse, requestOf } from '../lab/use.ts';
import { bearsJwt, jwtBearers } from '../predict/jwt-kinds.ts';

const clockTolerance = 5;
/** Leeway that RFC 7519 §4.1.4 allows: no more than a few minutes. */
const leewaySeconds = 300;

/** A JWT just before the end of its life, and when all leeway is over. */
export const jwtExpiry: Experiment = {
  id: 'jwt-expiry',
  purpose: 'Is the end of life that a JWT names enforced?',
  steps: [
    'control `alive`: just before the end of life',
    'probe `expired`: five minutes after it, when no leeway is left; `expired-for-a-day`',
  ],
  destructive: false,
  applies: (model) => {
    const bounded = jwtBearers(model).some(({ lifetime }) => typeof lifetime !== 'string');
    return bearsJwt(model) === true
      ? bounded || 'the JWTs of the document have no fixed lifetime'
      : bearsJwt(model);
  },
  run: async (lab) => {
    for (const kind of jwtBearers(lab.model)) await outlive(lab, kind);
  },
};

async function outlive(lab: Lab, kind: CredentialKind): Promise<void> {
  if (typeof kind.lifetime === 'string') return;
  const held = await obtain(lab, kind.name);
  const at = firstUse(lab, held);
  const { operation, scheme } = at;
  const send = (step: string, role: 'control' | 'probe', control?: number) =>
    lab.send({
      step,
      role,
      control,
      case: operation.key,
      request: requestOf(lab, held, at),
      present: [asDocumented(lab.model, held, scheme)],
    });
  await lab.wait(kind.lifetime.afterSeconds - clockTolerance, 'declared');
  const control = await send('alive', 'control');
  await lab.wait(
    kind.lifetime.withinSeconds - kind.lifetime.afterSeconds + clockTolerance + leewaySeconds,
    'declared',
  );
  await send('expired', 'probe', control.seq);
  await lab.wait(86_400);
  await send('expired-for-a-day', 'probe', control.seq);
}
