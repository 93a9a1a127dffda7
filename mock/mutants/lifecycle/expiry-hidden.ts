import { credentialVerb, inAnswer, memberOf } from '../lie.ts';
import type { Mutant } from '../mutant.ts';

export const expiryHidden: Mutant = {
  id: 'expiry-hidden',
  lie: 'Lists do not show when a credential expires.',
  fails: ['expiry-shown'],
  appliesTo: (model) =>
    model.operations.some(
      (operation) => credentialVerb('list')(operation) && memberOf(operation, 'expiresAt') !== undefined,
    ),
  options: () =>
    inAnswer(credentialVerb('list'), (entry, _, operation) => {
      const member = memberOf(operation, 'expiresAt');
      if (member !== undefined) entry[member] = null;
    }),
};
