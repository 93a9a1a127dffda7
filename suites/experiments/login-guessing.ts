import type { HeaderPair } from '../../spec/history.ts';
import type { Operation, Tier } from '../../spec/model.ts';
import type { Experiment } from '../experiment.ts';
import type { LabUser } from '../lab/held.ts';
import type { Lab } from '../lab/lab.ts';
import {
  hasPasswordLogin,
  keepLogin,
  loginRequest,
  passwordLogins,
  signers,
  someSigner,
} from '../lab/logins.ts';
import { tierLabel } from '../predict/tiers.ts';

/** How often a login without a documented limit is tried: enough to see one, few enough to do no harm. */
const patience = 20;

/** Wrong passwords for one account, one after the other. */
export const loginGuessing: Experiment = {
  id: 'login-guessing',
  purpose: 'Is guessing passwords limited?',
  steps: [
    'probe `guess`: wrong passwords for one account, up to the documented number, or twenty where none is documented',
    'probe `guess-over`: one more; `right-over`: the right password now',
    'probe `disguised`: the right password again, with the address in capitals, and as if forwarded for another client',
    'probe `other-account`: another user, who is not limited if the limit counts by account',
    'the window passes; probe `right-later`: the right password',
  ],
  destructive: ['sign-in'],
  applies: hasPasswordLogin,
  run: async (lab) => {
    for (const login of passwordLogins(lab.model)) await guess(lab, login, someSigner(lab));
  },
};

async function guess(lab: Lab, login: Operation, user: LabUser): Promise<void> {
  const tier = guessTier(lab, login);
  const label = tier === undefined ? login.key : tierLabel(tier);
  const send = async (step: string, who: LabUser, password: string, disguise: Disguise = {}) => {
    const sent = await lab.send({
      step,
      role: 'probe',
      case: label,
      request: loginRequest(lab, login, who, { 'user.password': password, ...disguise.values }),
      ...(disguise.headers === undefined ? {} : { headers: disguise.headers }),
      present: [],
      unpaced: true,
      detail: { limit: tier?.limit ?? 0, user: who.id, disguise: disguise.name ?? '' },
    });
    keepLogin(lab, login, sent, who);
    return sent;
  };
  for (let turn = 0; turn < (tier?.limit ?? patience); turn += 1) {
    if ((await send('guess', user, `wrong-guess-${turn}`)).status === 429) break;
  }
  if (tier === undefined) return;
  await send('guess-over', user, 'wrong-guess-over');
  await send('right-over', user, user.password);
  for (const disguise of disguises(user)) await send('disguised', user, user.password, disguise);
  const other = signers(lab).find(({ id }) => id !== user.id);
  if (other !== undefined) await send('other-account', other, other.password);
  await lab.wait(tier.windowSeconds, 'declared');
  await send('right-later', user, user.password);
}

/** How somebody who is limited tries to look like another account or client. */
interface Disguise {
  readonly name?: string;
  readonly values?: Readonly<Record<string, unknown>>;
  readonly headers?: readonly HeaderPair[];
}

function disguises({ email }: LabUser): readonly Disguise[] {
  return [
    { name: 'address in capitals', values: { 'user.email': email.toUpperCase() } },
    { name: 'X-Forwarded-For', headers: [['X-Forwarded-For', '198.51.100.7']] },
    { name: 'Forwarded', headers: [['Forwarded', 'for=198.51.100.9']] },
  ];
}

/** The tightest limit that counts failures of this login. */
function guessTier(lab: Lab, login: Operation): Tier | undefined {
  return lab.model.tiers
    .filter((tier) => tier.operation === login.key)
    .toSorted((a, b) => a.limit - b.limit)[0];
}
