import type { AuthModel, Operation, Tier } from '../../spec/model.ts';
import type { Experiment } from '../experiment.ts';
import { attempt } from '../lab/attempt.ts';
import type { Lab } from '../lab/lab.ts';
import { hasPasswordLogin, keepLogin, loginRequest, passwordLogins, someSigner } from '../lab/logins.ts';
import { tierLabel } from '../predict/tiers.ts';

/** Right passwords first: a limit that counts failures has still all of its room after them. */
export const limitFailures: Experiment = {
  id: 'limit-failures',
  purpose: 'Does a limit on failures count failures alone?',
  steps: [
    'probe `right`: two logins with the right password',
    'probe `guess`: as many wrong passwords as the limit allows; probe `guess-over`: one more',
  ],
  destructive: ['limits'],
  applies: (model) =>
    hasPasswordLogin(model) === true
      ? guessLimits(model).length > 0 || 'no limit of a login counts failures alone'
      : hasPasswordLogin(model),
  run: async (lab) => {
    for (const [login, tier] of guessLimits(lab.model))
      await attempt(lab, tierLabel(tier), () => watch(lab, login, tier));
  },
};

function guessLimits(model: AuthModel): readonly (readonly [Operation, Tier])[] {
  return passwordLogins(model).flatMap((login) => {
    const own = model.tiers.filter((tier) => tier.operation === login.key);
    const [tightest] = own.toSorted((a, b) => a.limit - b.limit);
    return tightest?.counts === 'failures' ? [[login, tightest] as const] : [];
  });
}

async function watch(lab: Lab, login: Operation, tier: Tier): Promise<void> {
  const user = someSigner(lab);
  const send = async (step: string, password: string) => {
    const sent = await lab.send({
      step,
      role: 'probe',
      case: tierLabel(tier),
      request: loginRequest(lab, login, user, { 'user.password': password }),
      present: [],
      unpaced: true,
      detail: { tier: tierLabel(tier) },
    });
    keepLogin(lab, login, sent, user);
  };
  for (let turn = 0; turn < 2; turn += 1) await send('right', user.password);
  for (let turn = 0; turn < tier.limit; turn += 1) await send('guess', `wrong-guess-${turn}`);
  await send('guess-over', 'wrong-guess-over');
}
