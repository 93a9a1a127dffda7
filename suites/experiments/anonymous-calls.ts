import type { Experiment } from '../experiment.ts';
import { actorsFor } from '../lab/actor.ts';
import { Lacking } from '../lab/held.ts';

/** Every operation that needs a credential is called with one and then without. */
export const anonymousCalls: Experiment = {
  id: 'anonymous-calls',
  purpose: 'Is every protected operation closed to callers without a credential?',
  steps: [
    'control: each protected operation with a credential that may call it',
    'probe `without-credential`: the same request without any credential',
    'probe `head-without-credential`: HEAD on each protected GET without any credential',
  ],
  destructive: false,
  applies: (model) => model.operations.some(({ security }) => isProtected(security)) || 'no operation needs a credential',
  run: async (lab) => {
    for (const operation of lab.model.operations.filter(({ security }) => isProtected(security))) {
      // What ends or makes credentials and people has its own experiments; here the refusal is what matters.
      try {
        const actor = await actorsFor(lab, operation);
        const request = lab.build(operation, { values: { 'record.tenant': actor.tenant } });
        const reads = operation.method === 'GET';
        const control = reads
          ? await lab.send({ step: 'with-credential', role: 'control', request, present: actor.present, case: operation.key })
          : undefined;
        await lab.send({ step: 'without-credential', role: 'probe', case: operation.key, request, present: [], control: control?.seq });
        if (reads) await lab.send({ step: 'head-without-credential', role: 'probe', case: `HEAD ${operation.path}`, request, present: [], method: 'HEAD', control: control?.seq });
      } catch (error) {
        if (!(error instanceof Lacking)) throw error;
        lab.lacking(operation.key, error.message);
      }
    }
  },
};

function isProtected(security: readonly ReadonlyMap<string, readonly string[]>[]): boolean {
  return security.length > 0 && security.every((requirement) => requirement.size > 0);
}
