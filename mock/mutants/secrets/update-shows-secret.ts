import { credentialVerb, inAnswer, memberOf } from '../lie.ts';
import type { Mutant } from '../mutant.ts';
import { remembering } from './known-secrets.ts';

export const updateShowsSecret: Mutant = {
  id: 'update-shows-secret',
  lie: 'The answer to a change of a credential shows its value again.',
  fails: ['secret-shown-once'],
  appliesTo: (model) =>
    model.operations.some(
      (operation) =>
        credentialVerb('update')(operation) &&
        model.credentials.get(operation.object)?.displayedOnce === true &&
        memberOf(operation, 'id') !== undefined,
    ),
  options: () => {
    const known = new Map<string, string>();
    const show = inAnswer(credentialVerb('update'), (entry, _, operation) => {
      entry['value'] = known.get(String(entry[memberOf(operation, 'id') ?? '']));
    });
    return { stages: { ...remembering(known), ...show.stages } };
  },
};
