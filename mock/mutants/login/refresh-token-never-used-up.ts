import { editKinds } from '../edit.ts';
import type { Mutant } from '../mutant.ts';
import { hasRefresh, proofKinds } from './applies.ts';

export const refreshTokenNeverUsedUp: Mutant = {
  id: 'refresh-token-never-used-up',
  lie: 'A refresh token can be used again and again.',
  fails: ['refresh-rotation', 'refresh-reuse-revokes-family', 'refresh-atomic'],
  appliesTo: (model) =>
    hasRefresh(model) && proofKinds(model).some((name) => model.credentials.get(name)?.uses === 1),
  model: (model) =>
    editKinds(model, (kind) => (proofKinds(model).includes(kind.name) ? { ...kind, uses: 'any' } : kind)),
};
