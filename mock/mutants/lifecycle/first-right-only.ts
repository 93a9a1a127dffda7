import { afterAct, credentialVerb, minted, tamper } from '../lie.ts';
import type { Mutant } from '../mutant.ts';

export const firstRightOnly: Mutant = {
  id: 'first-right-only',
  lie: 'Of several rights only the first one is kept.',
  fails: ['scope-no-extra', 'several-rights-add-up'],
  appliesTo: (model) =>
    [...model.credentials.values()].some(
      ({ rights, name }) =>
        rights.length === 1 &&
        rights[0] === 'own' &&
        model.operations.some(
          (operation) => operation.verb === 'issue' && operation.object === name && operation.console,
        ),
    ),
  options: () =>
    afterAct(credentialVerb('issue'), (call) => {
      const made = minted(call);
      if (made !== undefined) tamper(made, { rights: made.rights.slice(0, 1) });
    }),
};
