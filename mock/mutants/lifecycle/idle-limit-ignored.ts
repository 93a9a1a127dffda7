import { changeKinds } from '../change.ts';
import type { Mutant } from '../mutant.ts';

export const idleLimitIgnored: Mutant = {
  id: 'idle-limit-ignored',
  lie: 'Credentials live on however long they are left alone.',
  fails: ['idle-enforced', 'refresh-expiry'],
  appliesTo: (model) =>
    [...model.credentials.values()].some(
      ({ idle, displayedBy }) => idle !== 'none' && displayedBy.length > 0,
    ),
  model: (model) =>
    changeKinds(
      model,
      ({ idle }) => idle !== 'none',
      () => ({ idle: 'none' }),
    ),
};
