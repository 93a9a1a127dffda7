import { credentialVerb, inAnswer, memberOf } from '../lie.ts';
import type { Mutant } from '../mutant.ts';

export const apiShowsReadyMadeHeader: Mutant = {
  id: 'api-shows-ready-made-header',
  lie: 'The API shows the ready-made header, which only the user interface should.',
  fails: ['secret-header-where-documented'],
  appliesTo: (model) =>
    [...model.credentials.values()].some(({ valueDisplayedBy }) => valueDisplayedBy.length > 0),
  options: () =>
    inAnswer(
      (operation) => !operation.console && credentialVerb('list')(operation),
      (entry, _, operation) => {
        entry['header'] =
          `Basic ${Buffer.from(String(entry[memberOf(operation, 'secret') ?? ''])).toString('base64')}`;
      },
    ),
};
