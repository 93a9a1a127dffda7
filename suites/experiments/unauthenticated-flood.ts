import type { Tier } from '../../spec/model.ts';
import type { Experiment } from '../experiment.ts';
import { attempt } from '../lab/attempt.ts';
import { Lacking } from '../lab/held.ts';
import type { Lab } from '../lab/lab.ts';
import { closeGuess } from '../lab/present.ts';
import { doorOperations, doorTiers, hasDoorTiers, tierLabel } from '../predict/tiers.ts';
import { subjectOf } from './limit-subject.ts';

/** Wrong keys, one after the other, at a door that says how many it bears. */
export const unauthenticatedFlood: Experiment = {
  id: 'unauthenticated-flood',
  purpose:
    'Are callers with wrong keys slowed down, and does their guessing cost the owner of a key nothing?',
  steps: [
    'a key is come by; its window passes if that was counted; control `before`: the good key',
    'probe `knock`: wrong keys that look like it, as many as the limit allows; `knock-over`: one more; never more than a hundred',
    'the window passes; probe `after`: the good key',
  ],
  destructive: ['limits'],
  applies: hasDoorTiers,
  run: async (lab) => {
    const [tier] = doorTiers(lab.model).toSorted((a, b) => a.limit - b.limit);
    if (tier !== undefined) await attempt(lab, tierLabel(tier), () => knock(lab, tier));
  },
};

async function knock(lab: Lab, tier: Tier): Promise<void> {
  const [operation] = doorOperations(lab.model, tier);
  if (operation === undefined) throw new Lacking(`no read with a key falls under ${tierLabel(tier)}`);
  const { request, present, held } = await subjectOf(lab, tier, { operation });
  const good = present.at(-1);
  const scheme = lab.model.schemes.get(good?.presented.scheme ?? '');
  if (held === undefined || good === undefined || scheme === undefined)
    throw new Lacking(`nobody holds a key for ${operation.key}`);
  const send = (step: string, shown = good, role: 'probe' | 'control' = 'probe') =>
    lab.send({
      step,
      role,
      case: tierLabel(tier),
      request,
      present: [...present.slice(0, -1), shown],
      unpaced: true,
      detail: { tier: tierLabel(tier), limit: tier.limit },
    });
  const wrong = (turn: number) => {
    const guess = guessLike(held.secret, turn);
    lab.taint.registerForm(held.alias, guess, 'altered');
    return closeGuess(scheme, guess, 'altered');
  };
  // To come by the key took requests that a limit on everything has counted.
  if (tier.on === 'document') await lab.wait(tier.windowSeconds, 'declared');
  await send('before', good, 'control');
  const allowed = tier.counts === 'all' ? tier.limit - 1 : tier.limit;
  for (let turn = 0; turn < allowed; turn += 1) if ((await send('knock', wrong(turn))).status === 429) break;
  await send('knock-over', wrong(allowed));
  await lab.wait(tier.windowSeconds, 'declared');
  await send('after');
}

/** The same public part, another end; no two turns alike. */
function guessLike(secret: string, turn: number): string {
  const end = secret.slice(-6);
  const digits = String(turn).padStart(end.length, '0');
  return secret.slice(0, -6) + [...digits].map((digit, at) => (end[at] === digit ? 'x' : digit)).join('');
}
