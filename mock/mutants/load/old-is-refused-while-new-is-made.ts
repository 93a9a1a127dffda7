import { defaultStages, refuse } from '../../index.ts';
import { authenticate } from '../../stages/authenticate.ts';
import { aWhile, credentialVerb } from '../lie.ts';
import type { LoadMutant } from './load-mutant.ts';

const makes = credentialVerb('issue', 'rotate');

export const oldIsRefusedWhileNewIsMade: LoadMutant = {
  id: 'old-is-refused-while-new-is-made',
  lie: 'While a new credential is written, the table of its kind is locked, and who presents another one is refused.',
  failsProbe: 'rotation-without-downtime',
  // Where limits leave a few requests only, few of them meet the moment.
  appliesTo: (model) => model.operations.some(makes) && model.tiers.length === 0,
  options: () => {
    const locked = new Map<string, number>();
    return {
      stages: {
        act: async (call) => {
          const operation = call.operation?.operation;
          if (operation === undefined || !makes(operation)) return defaultStages.act(call);
          const { object } = operation;
          locked.set(object, (locked.get(object) ?? 0) + 1);
          await aWhile();
          locked.set(object, (locked.get(object) ?? 0) - 1);
          return defaultStages.act(call);
        },
        authenticate: async (call) => {
          const refused = await authenticate(call);
          const isLocked = call.verified.some(
            ({ credential }) => (locked.get(credential.kind.name) ?? 0) > 0,
          );
          return refused ?? (isLocked ? refuse('unknown', 'the table is locked') : undefined);
        },
      },
    };
  },
};
