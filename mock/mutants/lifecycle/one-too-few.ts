import { changeKinds } from '../change.ts';
import type { Mutant } from '../mutant.ts';

export const oneTooFew: Mutant = {
  id: 'one-too-few',
  lie: 'One credential less than the maximum can be issued.',
  fails: ['key-limit-atomic', 'key-limit-below-works', 'key-limit-refusal-harmless'],
  appliesTo: (model) => [...model.credentials.values()].some(({ count }) => Number.isFinite(count.max)),
  model: (model) =>
    changeKinds(
      model,
      ({ count }) => Number.isFinite(count.max),
      ({ count }) => ({ count: { ...count, max: count.max - 1 } }),
    ),
};
