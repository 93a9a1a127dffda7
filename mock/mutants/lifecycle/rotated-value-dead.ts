import { afterAct, credentialVerb, minted, tamper } from '../lie.ts';
import type { Mutant } from '../mutant.ts';

export const rotatedValueDead: Mutant = {
  id: 'rotated-value-dead',
  lie: 'The value that a rotation gives out does not work.',
  fails: ['management-denied-has-no-effect', 'rotation-new-works'],
  appliesTo: (model) =>
    [...model.credentials.values()].some(
      ({ name, rotation }) =>
        typeof rotation !== 'string' &&
        model.operations.some((operation) => operation.verb === 'rotate' && operation.object === name),
    ),
  options: () =>
    afterAct(credentialVerb('rotate'), (call) => {
      const made = minted(call);
      if (made !== undefined) tamper(made, { enabled: false });
    }),
};
