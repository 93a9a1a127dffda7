import { locate } from '../../stages/locate.ts';
import { afterAuthorisation, deniedNames, isOf } from '../access.ts';
import type { Mutant } from '../mutant.ts';

export const objectsAreLookedUpBeforeRights: Mutant = {
  id: 'objects-are-looked-up-before-rights',
  lie: 'An unknown object is told before the missing right.',
  fails: ['authz-before-object-lookup'],
  appliesTo: (model) =>
    model.operations.some(
      (operation) =>
        operation.objectKind === 'record' &&
        operation.path.endsWith('}') &&
        deniedNames(model, operation).length > 0,
    ),
  options: () =>
    afterAuthorisation((call, refused) => {
      if (refused?.cause !== 'no-right' || !isOf(call, 'record')) return refused;
      const missing = locate(call);
      return missing instanceof Promise || missing?.cause !== 'unknown-record' ? refused : missing;
    }),
};
