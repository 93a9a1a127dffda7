import { changeKinds } from '../change.ts';
import type { Mutant } from '../mutant.ts';

export const lastCredentialGoes: Mutant = {
  id: 'last-credential-goes',
  lie: 'The last credential can be deleted.',
  fails: ['key-replace-works', 'last-key-atomic', 'last-key-by-count', 'last-key-undeletable'],
  appliesTo: (model) => [...model.credentials.values()].some(({ count }) => count.min > 0),
  model: (model) =>
    changeKinds(
      model,
      ({ count }) => count.min > 0,
      ({ count }) => ({ count: { ...count, min: 0 } }),
    ),
};
