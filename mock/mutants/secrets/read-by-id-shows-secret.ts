import { credentialVerb, inAnswer, memberOf } from '../lie.ts';
import type { Mutant } from '../mutant.ts';
import { remembering } from './known-secrets.ts';

export const readByIdShowsSecret: Mutant = {
  id: 'read-by-id-shows-secret',
  lie: 'The list hides the values, reading one credential by its id shows it.',
  fails: ['secret-shown-once'],
  appliesTo: (model) =>
    model.operations.some(
      (operation) =>
        credentialVerb('read')(operation) &&
        model.credentials.get(operation.object)?.displayedOnce === true &&
        memberOf(operation, 'id') !== undefined,
    ),
  options: () => {
    const known = new Map<string, string>();
    const show = inAnswer(credentialVerb('read'), (entry, _, operation) => {
      entry['value'] = known.get(String(entry[memberOf(operation, 'id') ?? '']));
    });
    return { stages: { ...remembering(known), ...show.stages } };
  },
};
