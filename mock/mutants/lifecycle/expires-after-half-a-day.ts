import { changeKinds } from '../change.ts';
import type { Mutant } from '../mutant.ts';

export const expiresAfterHalfADay: Mutant = {
  id: 'expires-after-half-a-day',
  lie: 'A credential without a lifetime expires after half a day.',
  fails: ['no-expiry', 'no-idle-expiry'],
  appliesTo: (model) =>
    [...model.credentials.values()].some(
      ({ lifetime, isPassword, displayedBy }) => lifetime === 'none' && !isPassword && displayedBy.length > 0,
    ),
  model: (model) =>
    changeKinds(
      model,
      ({ lifetime, isPassword, displayedBy }) => lifetime === 'none' && !isPassword && displayedBy.length > 0,
      () => ({ lifetime: { afterSeconds: 43_200, withinSeconds: 43_200 } }),
    ),
};
