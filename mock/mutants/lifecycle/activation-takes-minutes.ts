import { changeKinds } from '../change.ts';
import type { Mutant } from '../mutant.ts';

export const activationTakesMinutes: Mutant = {
  id: 'activation-takes-minutes',
  lie: 'A new credential works only three minutes after it was issued.',
  fails: ['token-activation-lag-bounded'],
  appliesTo: (model) => [...model.credentials.values()].some(({ starts }) => starts.withinSeconds > 0),
  model: (model) =>
    changeKinds(
      model,
      ({ starts }) => starts.withinSeconds > 0,
      () => ({ starts: { afterSeconds: 180, withinSeconds: 180 } }),
    ),
};
