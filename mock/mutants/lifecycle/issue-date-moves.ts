import { afterAct, credentialVerb, memberOf, tamper } from '../lie.ts';
import type { Mutant } from '../mutant.ts';

export const issueDateMoves: Mutant = {
  id: 'issue-date-moves',
  lie: 'The date of issue becomes that of the last use.',
  fails: ['issued-date-true'],
  appliesTo: (model) =>
    model.operations.some(
      (operation) => credentialVerb('list')(operation) && memberOf(operation, 'issuedAt') !== undefined,
    ),
  options: () =>
    afterAct(
      () => true,
      (call) => {
        for (const { credential } of call.verified) {
          // Only what is told moves, not the instant from which it works.
          tamper(credential, { startsAt: credential.startsAt, issuedAt: call.now + 10_000 });
        }
      },
    ),
};
