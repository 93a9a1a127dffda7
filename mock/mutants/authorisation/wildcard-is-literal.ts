import { editOperations } from '../edit.ts';
import type { Mutant } from '../mutant.ts';

export const wildcardIsLiteral: Mutant = {
  id: 'wildcard-is-literal',
  lie: 'A wildcard opens nothing: it is compared as a text.',
  fails: ['pending'],
  appliesTo: (model) => [...model.credentials.values()].some(({ names }) => names.some((name) => name.includes('*'))),
  model: (model) =>
    editOperations(model, (operation) => ({ ...operation, security: operation.security.filter((requirement) => ![...requirement.values()].flat().some((name) => name.includes('*'))) })),
};
