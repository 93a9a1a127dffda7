import { afterAct, credentialVerb, kin, memberOf, tamper } from '../lie.ts';
import type { Mutant } from '../mutant.ts';

export const useCountsForAll: Mutant = {
  id: 'use-counts-for-all',
  lie: 'The use of one credential moves the last-used date of all.',
  fails: ['last-used-correct'],
  appliesTo: (model) =>
    model.operations.some(
      (operation) => credentialVerb('list')(operation) && memberOf(operation, 'lastUsedAt') !== undefined,
    ),
  options: () =>
    afterAct(
      () => true,
      (call) => {
        for (const { credential } of call.verified)
          for (const other of kin(call, credential)) tamper(other, { usedAt: call.now });
      },
    ),
};
