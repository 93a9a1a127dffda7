import { afterAct, credentialVerb } from '../lie.ts';
import type { Mutant } from '../mutant.ts';

export const listOfOwnOnly: Mutant = {
  id: 'list-of-own-only',
  lie: 'The list shows only what the caller has issued.',
  fails: ['list-shows-whole-tenant'],
  appliesTo: (model) =>
    model.operations.some(
      (operation) =>
        credentialVerb('list')(operation) &&
        operation.console &&
        Object.values(operation.relation).flat().includes('tenant'),
    ),
  options: () =>
    afterAct(credentialVerb('list'), (call) => {
      const list = (call.outcome.list ?? []).filter(
        (one) =>
          one.type !== 'credential' ||
          one.credential.owner === undefined ||
          one.credential.owner === call.user?.id,
      );
      call.outcome = { ...call.outcome, list };
    }),
};
