import { defaultStages } from '../../index.ts';
import { tamper } from '../lie.ts';
import type { Mutant } from '../mutant.ts';

export const expiryStoredNotEnforced: Mutant = {
  id: 'expiry-stored-not-enforced',
  lie: 'An expiry is stored and shown, and never comes.',
  fails: ['expiry-not-extended-by-use', 'optional-expiry-enforced'],
  appliesTo: (model) =>
    model.operations.some(
      ({ verb, object, request }) =>
        ['issue', 'update'].includes(verb) &&
        request.some(
          ({ attribute, readOnly }) =>
            !readOnly && [`${object}.expiresAt`, `${object}.expiresIn`].includes(attribute),
        ),
    ),
  options: () => ({
    stages: {
      authenticate: (call) => {
        // Whatever has expired is given back for the length of one check.
        const expired = [...call.world.credentials.all()].filter(
          ({ expiresAt }) => expiresAt !== undefined && expiresAt <= call.now,
        );
        const ends = expired.map((credential) => [credential, credential.expiresAt] as const);
        for (const credential of expired) tamper(credential, { expiresAt: undefined });
        const refused = defaultStages.authenticate(call);
        for (const [credential, expiresAt] of ends) tamper(credential, { expiresAt });
        return refused;
      },
    },
  }),
};
