import type { CredentialKind, Interval } from '../../spec/model.ts';
import type { Experiment } from '../experiment.ts';
import type { Lab } from '../lab/lab.ts';
import {
  freshPair,
  hasRefresh,
  keepRefreshed,
  type Refresh,
  refreshesOf,
  refreshWith,
} from '../lab/refreshes.ts';

/** Refresh credentials just before and just after the end of their life. */
export const refreshExpiry: Experiment = {
  id: 'refresh-expiry',
  purpose: 'Does a refresh credential work until the end of its life and not after?',
  steps: [
    'three logins at one time; just before the end of life: control `before-expiry` with the first',
    'just after it: probe `after-expiry` with the second',
    'probe `much-later`: a day after, with the third',
  ],
  destructive: false,
  applies: (model) => {
    const bounded = refreshesOf(model).some(({ proof }) => endOf(proof) !== undefined);
    return hasRefresh(model) === true
      ? bounded || 'refresh credentials have no fixed lifetime'
      : hasRefresh(model);
  },
  run: async (lab) => {
    for (const refresh of refreshesOf(lab.model)) await outlive(lab, refresh);
  },
};

async function outlive(lab: Lab, refresh: Refresh): Promise<void> {
  const lifetime = endOf(refresh.proof);
  if (lifetime === undefined) return;
  const pairs = [await freshPair(lab, refresh), await freshPair(lab, refresh), await freshPair(lab, refresh)];
  const [first, second, third] = pairs.map(({ proof }) => proof);
  if (first === undefined || second === undefined || third === undefined) return;
  const { key } = refresh.operation;
  await lab.wait(Math.max(0, lifetime.afterSeconds - 5), 'declared');
  const control = await refreshWith(
    lab,
    refresh,
    { secret: first.secret, alias: first.alias, form: 'documented' },
    { step: 'before-expiry', role: 'control', case: key },
  );
  keepRefreshed(lab, refresh, control, first);
  await lab.wait(lifetime.withinSeconds - lifetime.afterSeconds + 10, 'declared');
  for (const [step, proof] of [
    ['after-expiry', second],
    ['much-later', third],
  ] as const) {
    const sent = await refreshWith(
      lab,
      refresh,
      { secret: proof.secret, alias: proof.alias, form: 'documented' },
      { step, role: 'probe', case: key, control: control.seq },
    );
    keepRefreshed(lab, refresh, sent, proof);
    await lab.wait(86_400);
  }
}

/** When a credential that is not used ends: by its age or, sooner, by its idleness. */
function endOf({ lifetime, idle }: CredentialKind): Interval | undefined {
  const bounds = [lifetime, idle].filter((one) => typeof one !== 'string');
  return bounds.toSorted((a, b) => a.afterSeconds - b.afterSeconds)[0];
}
