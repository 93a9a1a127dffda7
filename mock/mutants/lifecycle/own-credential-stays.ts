import { defaultStages, refuse } from '../../index.ts';
import { credentialVerb, insteadOfAct } from '../lie.ts';
import type { Mutant } from '../mutant.ts';

export const ownCredentialStays: Mutant = {
  id: 'own-credential-stays',
  lie: 'A credential cannot delete itself, even if others exist.',
  fails: ['key-replace-works', 'last-key-atomic', 'last-key-by-count', 'last-key-undeletable'],
  appliesTo: (model) =>
    [...model.credentials.values()].some(
      ({ count, name }) =>
        count.min > 0 &&
        model.operations.some(
          ({ verb, object, security }) =>
            verb === 'revoke' && object === name && security.some((requirement) => requirement.has(name)),
        ),
    ),
  options: () =>
    insteadOfAct(credentialVerb('revoke'), (call) => {
      const isOwn = call.subject?.type === 'credential' && call.subject.credential === call.actor;
      return isOwn ? refuse('minimum', 'it is in use') : defaultStages.act(call);
    }),
};
