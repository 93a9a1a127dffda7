import { credentialVerb, inAnswer, memberOf } from '../lie.ts';
import type { Mutant } from '../mutant.ts';

export const hintIsMissing: Mutant = {
  id: 'hint-is-missing',
  lie: 'Lists leave the hint out.',
  fails: ['list-shows-hint'],
  appliesTo: (model) =>
    model.operations.some(
      (operation) => credentialVerb('list')(operation) && memberOf(operation, 'hint') !== undefined,
    ),
  options: () =>
    inAnswer(credentialVerb('list'), (entry, _, operation) => {
      delete entry[memberOf(operation, 'hint') ?? ''];
    }),
};
