import type { Operation } from '../../../spec/model.ts';
import { editOperation } from '../edit.ts';
import type { Mutant } from '../mutant.ts';

export const wildcardIsForgotten: Mutant = {
  id: 'wildcard-is-forgotten',
  lie: 'A wildcard does not open one of the lists.',
  fails: ['authz-matrix-allow', 'scope-wildcard'],
  appliesTo: (model) =>
    [...model.credentials.values()].some(({ names }) => names.some((name) => name.includes('*'))),
  model: (model) => {
    const last = model.operations.findLast(
      (operation) => operation.verb === 'list' && operation.security.some(isWild),
    );
    return editOperation(
      model,
      (operation) => operation === last,
      ({ security }) => ({ security: security.filter((requirement) => !isWild(requirement)) }),
    );
  },
};

function isWild(requirement: Operation['security'][number]): boolean {
  return [...requirement.values()].flat().some((name) => name.includes('*'));
}
