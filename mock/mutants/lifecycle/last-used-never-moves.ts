import { afterAct, credentialVerb, memberOf, tamper } from '../lie.ts';
import type { Mutant } from '../mutant.ts';

export const lastUsedNeverMoves: Mutant = {
  id: 'last-used-never-moves',
  lie: 'The last-used date stays at the first use.',
  fails: ['last-used-correct'],
  appliesTo: (model) =>
    model.operations.some(
      (operation) => credentialVerb('list')(operation) && memberOf(operation, 'lastUsedAt') !== undefined,
    ),
  options: () => {
    const firstUse = new Map<string, number>();
    return afterAct(
      () => true,
      (call) => {
        if (call.operation && credentialVerb('list')(call.operation.operation))
          for (const one of call.world.credentials.of(call.operation.operation.object)) {
            if (one.usedAt === undefined) continue;
            const first = firstUse.get(one.id) ?? one.usedAt;
            firstUse.set(one.id, first);
            tamper(one, { usedAt: first });
          }
      },
    );
  },
};
