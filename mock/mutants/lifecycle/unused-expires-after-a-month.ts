import { changeKinds } from '../change.ts';
import type { Mutant } from '../mutant.ts';

export const unusedExpiresAfterAMonth: Mutant = {
  id: 'unused-expires-after-a-month',
  lie: 'A credential that is not used for five years is dead.',
  fails: ['no-expiry', 'no-idle-expiry'],
  appliesTo: (model) =>
    [...model.credentials.values()].some(
      ({ lifetime, isPassword, displayedBy }) => lifetime === 'none' && !isPassword && displayedBy.length > 0,
    ),
  model: (model) =>
    changeKinds(
      model,
      ({ lifetime, isPassword, displayedBy }) => lifetime === 'none' && !isPassword && displayedBy.length > 0,
      () => ({ idle: { afterSeconds: 157_680_000, withinSeconds: 157_680_000 } }),
    ),
};
