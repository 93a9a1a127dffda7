import { changeKinds } from '../change.ts';
import type { Mutant } from '../mutant.ts';

export const lastCredentialGoes: Mutant = {
  id: 'last-credential-goes',
  lie: 'The last credential can be deleted.',
  fails: ['last-key-undeletable', 'last-key-by-count', 'last-key-atomic'],
  appliesTo: (model) => [...model.credentials.values()].some(({ count }) => count.min > 0),
  model: (model) =>
    changeKinds(
      model,
      ({ count }) => count.min > 0,
      ({ count }) => ({ count: { ...count, min: 0 } }),
    ),
};
