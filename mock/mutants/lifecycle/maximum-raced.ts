import { defaultStages, refuse } from '../../index.ts';
import { changeKinds } from '../change.ts';
import { aWhile, credentialVerb, insteadOfAct } from '../lie.ts';
import type { Mutant } from '../mutant.ts';

export const maximumRaced: Mutant = {
  id: 'maximum-raced',
  lie: 'The maximum is checked before, not with the insertion.',
  fails: ['key-limit-atomic'],
  appliesTo: (model) => [...model.credentials.values()].some(({ count }) => Number.isFinite(count.max)),
  model: (model) =>
    changeKinds(
      model,
      ({ count }) => Number.isFinite(count.max),
      ({ count }) => ({ count: { ...count, max: Number.POSITIVE_INFINITY } }),
    ),
  options: (model) =>
    insteadOfAct(credentialVerb('issue'), async (call) => {
      const kind = model.credentials.get(call.operation?.operation.object ?? '');
      const partition = { tenant: call.tenant, owner: call.user?.id };
      const isFull =
        kind !== undefined && call.world.credentials.counted(kind, partition, call.now) >= kind.count.max;
      if (isFull) return refuse('maximum', 'as many exist');
      await aWhile();
      return defaultStages.act(call);
    }),
};
