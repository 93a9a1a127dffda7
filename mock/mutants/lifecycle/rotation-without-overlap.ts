import { changeKinds } from '../change.ts';
import type { Mutant } from '../mutant.ts';

export const rotationWithoutOverlap: Mutant = {
  id: 'rotation-without-overlap',
  lie: 'The old value ends as soon as the new one is made.',
  fails: ['rotation-overlap'],
  appliesTo: (model) =>
    [...model.credentials.values()].some(
      ({ name, rotation }) =>
        typeof rotation !== 'string' &&
        model.operations.some((operation) => operation.verb === 'rotate' && operation.object === name),
    ),
  model: (model) =>
    changeKinds(
      model,
      ({ rotation }) => rotation !== 'none',
      () => ({ rotation: 'none' }),
    ),
};
