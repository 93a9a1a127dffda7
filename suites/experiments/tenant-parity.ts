import type { AuthModel, Operation } from '../../spec/model.ts';
import type { Experiment } from '../experiment.ts';
import { actorsFor } from '../lab/actor.ts';
import { Lacking } from '../lab/held.ts';
import { isolated, namesThing } from '../predict/isolated.ts';

/** Every tenant asks for the same lists. */
export const tenantParity: Experiment = {
  id: 'tenant-parity',
  purpose: 'Has every tenant the same operations, whatever its plan?',
  steps: ['probe `in-tenant`: each list in each tenant, by somebody there who may'],
  destructive: false,
  applies: (model) =>
    model.fixtures.tenants.length < 2
      ? 'the document knows one tenant only'
      : parityLists(model).length > 0 || 'no list is free of ids in its path',
  run: async (lab) => {
    for (const operation of parityLists(lab.model)) {
      for (const tenant of lab.model.fixtures.tenants) {
        try {
          const { present } = await actorsFor(lab, operation, { tenant });
          await lab.send({
            step: 'in-tenant',
            role: 'probe',
            case: `${operation.key} in ${tenant}`,
            request: lab.build(operation),
            present,
            detail: { tenant },
          });
        } catch (error) {
          if (!(error instanceof Lacking)) throw error;
          lab.lacking(`${operation.key} in ${tenant}`, error);
        }
      }
    }
  },
};

export function parityLists(model: AuthModel): readonly Operation[] {
  return isolated(model).filter((operation) => operation.verb === 'list' && !namesThing(operation));
}
