import type { Operation } from '../../spec/model.ts';
import type { Experiment } from '../experiment.ts';
import { nobody } from '../lab/absent.ts';
import { canSignIn, type LabUser, Lacking } from '../lab/held.ts';
import type { Lab } from '../lab/lab.ts';
import {
  hasPasswordLogin,
  keepLogin,
  loginRequest,
  passwordLogins,
  signers,
  useOnce,
} from '../lab/logins.ts';

/** Everybody who may sign in does, again and again; those who may not try it too. */
export const loginUsers: Experiment = {
  id: 'login-users',
  purpose: 'Can everybody sign in who may, as often as they like, and nobody else?',
  steps: [
    '`login`: every user who may sign in with a password; `use`: the new credential on a plain read',
    '`again`: the first user three times more; `use-again`: each credential at once',
    'probe `blocked`: users who may not sign in with a password, with the right one',
  ],
  destructive: false,
  applies: hasPasswordLogin,
  run: async (lab) => {
    for (const login of passwordLogins(lab.model)) {
      const control = await everybody(lab, login);
      await again(lab, login);
      for (const user of [...lab.users.values()].filter((one) => !canSignIn(one))) {
        const request = loginRequest(lab, login, user);
        const sent = await lab.send({
          step: 'blocked',
          role: 'probe',
          case: `${login.key} ${user.id}`,
          control,
          request,
          present: [],
          detail: { user: user.id },
        });
        keepLogin(lab, login, sent, user);
      }
    }
  },
};

/** @returns `seq` of the first login that succeeded */
async function everybody(lab: Lab, login: Operation): Promise<number | undefined> {
  let first: number | undefined;
  for (const user of signers(lab)) {
    const label = `${login.key} ${describe(user)}`;
    const sent = await lab.send({
      step: 'login',
      role: 'probe',
      case: label,
      request: loginRequest(lab, login, user),
      present: [],
      detail: { user: user.id },
    });
    if (sent.ok) first ??= sent.seq;
    await use(lab, login, sent, user, { step: 'use', case: label });
  }
  return first;
}

async function again(lab: Lab, login: Operation): Promise<void> {
  const [user] = signers(lab);
  if (user === undefined) throw nobody(lab.model, 'no fixture user can sign in with a password');
  for (const turn of ['second', 'third', 'fourth']) {
    const label = `${login.key} ${turn} time`;
    const sent = await lab.send({
      step: 'again',
      role: 'probe',
      case: label,
      request: loginRequest(lab, login, user),
      present: [],
      detail: { user: user.id },
    });
    await use(lab, login, sent, user, { step: 'use-again', case: label });
  }
}

async function use(
  lab: Lab,
  login: Operation,
  sent: Parameters<typeof keepLogin>[2],
  user: LabUser,
  label: { step: string; case: string },
): Promise<void> {
  const held = keepLogin(lab, login, sent, user);
  if (held === undefined) return;
  try {
    await useOnce(lab, held, label);
  } catch (error) {
    if (!(error instanceof Lacking)) throw error;
    lab.lacking(label.case, error);
  }
}

function describe(user: LabUser): string {
  const roles = user.roles.get(user.tenant) ?? [];
  return roles.length === 0 ? user.id : `${user.id} (${roles.join(', ')})`;
}
