import { credentialVerb, inAnswer, memberOf } from '../lie.ts';
import type { Mutant } from '../mutant.ts';

export const listHidesSecret: Mutant = {
  id: 'list-hides-secret',
  lie: 'Lists leave the value out though the document says that they show it.',
  fails: ['response-matches-document', 'secret-displayed-where-documented'],
  appliesTo: (model) =>
    [...model.credentials.values()].some(
      ({ displayedOnce, displayedBy }) => !displayedOnce && displayedBy.length > 0,
    ),
  options: () =>
    inAnswer(credentialVerb('list'), (entry, _, operation) => {
      delete entry[memberOf(operation, 'secret') ?? ''];
    }),
};
