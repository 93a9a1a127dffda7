import { credentialVerb, inAnswer, memberOf } from '../lie.ts';
import type { Mutant } from '../mutant.ts';

export const listWithoutDates: Mutant = {
  id: 'list-without-dates',
  lie: 'Lists leave the dates out.',
  fails: ['list-shows-declared-fields'],
  appliesTo: (model) =>
    model.operations.some(
      (operation) => credentialVerb('list')(operation) && memberOf(operation, 'issuedAt') !== undefined,
    ),
  options: () =>
    inAnswer(credentialVerb('list'), (entry, _, operation) => {
      delete entry[memberOf(operation, 'issuedAt') ?? ''];
    }),
};
