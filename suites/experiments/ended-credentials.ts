import type { Experiment } from '../experiment.ts';
import { attempt } from '../lab/attempt.ts';
import { use } from '../lab/exercise.ts';
import type { Lab } from '../lab/lab.ts';
import { obtain } from '../lab/obtain.ts';
import { keepStanding } from '../lab/standing.ts';
import type { StaticCredential } from '../target.ts';

/** Credentials of the target file that worked once and work no more. */
export const endedCredentials: Experiment = {
  id: 'ended-credentials',
  purpose: 'Are credentials refused that were revoked, switched off or expired before the run?',
  steps: [
    'control `living`: a credential of the same kind, where both must be accepted if they lived',
    'probe `ended-revoked`, `ended-expired`, `ended-disabled`: the ended one at the same place',
  ],
  destructive: false,
  applies: () => true,
  run: async (lab) => {
    for (const one of lab.config.provisioned ?? [])
      if (one.state !== 'active') await attempt(lab, one.name, () => present(lab, one));
  },
};

async function present(lab: Lab, one: StaticCredential): Promise<void> {
  const ended = keepStanding(lab, one);
  const living = await obtain(lab, one.kind, {
    tenant: ended.tenant,
    user: ended.user,
    ...(ended.rights === undefined ? {} : { rights: ended.rights }),
  });
  const control = await use(lab, living, { step: 'living', role: 'control', case: one.name });
  const at = lab.operation(control.exchange.operation ?? '');
  const scheme = control.exchange.presented[0]?.scheme ?? '';
  await use(lab, ended, {
    step: `ended-${one.state}`,
    case: `${one.name}, ${one.state} before the run`,
    control: control.seq,
    at: { operation: at, scheme },
  });
}
