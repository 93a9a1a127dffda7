import { changeKinds } from '../change.ts';
import type { Mutant } from '../mutant.ts';

export const rotatedValueNeverEnds: Mutant = {
  id: 'rotated-value-never-ends',
  lie: 'The old value works on for ever after a rotation.',
  fails: ['rotation-ends-old'],
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
      () => ({ rotation: 'overlap' }),
    ),
};
