import { changeKinds } from '../change.ts';
import type { Mutant } from '../mutant.ts';

export const makersRightsDecide: Mutant = {
  id: 'makers-rights-decide',
  lie: 'The rights of whoever issued a credential decide, not its own.',
  fails: [
    'authz-matrix-deny',
    'authz-row-cardinality',
    'authz-row-sequence',
    'credential-rights-not-makers',
    'scope-no-extra',
    'several-rights-add-up',
  ],
  appliesTo: (model) =>
    [...model.credentials.values()].some(
      ({ rights, name }) =>
        rights.length === 1 &&
        rights[0] === 'own' &&
        model.operations.some(
          (operation) => operation.verb === 'issue' && operation.object === name && operation.console,
        ),
    ),
  model: (model) =>
    changeKinds(
      model,
      ({ rights }) => rights.length === 1 && rights[0] === 'own',
      () => ({ rights: ['owner'] }),
    ),
};
