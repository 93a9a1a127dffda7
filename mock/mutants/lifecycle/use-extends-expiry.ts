import { afterAct, tamper } from '../lie.ts';
import type { Mutant } from '../mutant.ts';

export const useExtendsExpiry: Mutant = {
  id: 'use-extends-expiry',
  lie: 'Each use gives the credential at least another minute.',
  fails: ['expiry-not-extended-by-use'],
  appliesTo: (model) =>
    model.operations.some(
      ({ verb, object, request }) =>
        ['issue', 'update'].includes(verb) &&
        request.some(
          ({ attribute, readOnly }) =>
            !readOnly && [`${object}.expiresAt`, `${object}.expiresIn`].includes(attribute),
        ),
    ),
  options: () =>
    afterAct(
      () => true,
      (call) => {
        for (const { credential } of call.verified) {
          if (credential.kind.lifetime === 'optional' && credential.expiresAt !== undefined)
            tamper(credential, { expiresAt: Math.max(credential.expiresAt, call.now + 60_000) });
        }
      },
    ),
};
