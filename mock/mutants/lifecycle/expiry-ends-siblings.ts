import { afterAct, credentialVerb, kin, tamper } from '../lie.ts';
import type { Mutant } from '../mutant.ts';

export const expiryEndsSiblings: Mutant = {
  id: 'expiry-ends-siblings',
  lie: 'An expiry that is set for one credential also ends the others of its owner.',
  fails: ['optional-expiry-leaves-others'],
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
    afterAct(credentialVerb('issue', 'update'), (call) => {
      const { subject } = call.outcome;
      if (subject?.type !== 'credential' || subject.credential.expiresAt === undefined) return;
      for (const other of kin(call, subject.credential))
        if (other.owner === subject.credential.owner)
          tamper(other, { expiresAt: subject.credential.expiresAt });
    }),
};
