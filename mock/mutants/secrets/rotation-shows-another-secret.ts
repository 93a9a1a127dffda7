import { credentialVerb, inAnswer } from '../lie.ts';
import type { Mutant } from '../mutant.ts';
import { remembering, someSecret } from './known-secrets.ts';

export const rotationShowsAnotherSecret: Mutant = {
  id: 'rotation-shows-another-secret',
  lie: 'The answer to a rotation also tells the value of another credential of the tenant.',
  fails: ['secret-shown-once'],
  appliesTo: (model) =>
    model.operations.some(
      (operation) =>
        credentialVerb('rotate')(operation) &&
        model.credentials.get(operation.object)?.displayedOnce === true,
    ),
  options: () => {
    const known = new Map<string, string>();
    const show = inAnswer(credentialVerb('rotate'), (entry, call, operation) => {
      entry['previous'] = someSecret(call, operation.object, known);
    });
    return { stages: { ...remembering(known), ...show.stages } };
  },
};
