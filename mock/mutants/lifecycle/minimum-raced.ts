import { defaultStages, refuse } from '../../index.ts';
import { changeKinds } from '../change.ts';
import { aWhile, credentialVerb, insteadOfAct } from '../lie.ts';
import type { Mutant } from '../mutant.ts';

export const minimumRaced: Mutant = {
  id: 'minimum-raced',
  lie: 'The minimum is checked before, not with the deletion.',
  fails: ['last-key-atomic'],
  appliesTo: (model) => [...model.credentials.values()].some(({ count }) => count.min > 0),
  model: (model) =>
    changeKinds(
      model,
      ({ count }) => count.min > 0,
      ({ count }) => ({ count: { ...count, min: 0 } }),
    ),
  options: (model) =>
    insteadOfAct(credentialVerb('revoke'), async (call) => {
      const kind = model.credentials.get(call.operation?.operation.object ?? '');
      if (kind !== undefined && call.subject?.type === 'credential') {
        const left = call.world.credentials.counted(kind, call.subject.credential, call.now);
        if (left <= kind.count.min) return refuse('minimum', 'it is the last');
      }
      await aWhile();
      return defaultStages.act(call);
    }),
};
