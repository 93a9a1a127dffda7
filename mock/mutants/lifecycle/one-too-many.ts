import { changeKinds } from '../change.ts';
import type { Mutant } from '../mutant.ts';

export const oneTooMany: Mutant = {
  id: 'one-too-many',
  lie: 'One credential more than the maximum can be issued.',
  fails: ['key-limit-atomic', 'key-limit-exact', 'key-limit-refusal-harmless'],
  appliesTo: (model) => [...model.credentials.values()].some(({ count }) => Number.isFinite(count.max)),
  model: (model) =>
    changeKinds(
      model,
      ({ count }) => Number.isFinite(count.max),
      ({ count }) => ({ count: { ...count, max: count.max + 1 } }),
    ),
};
