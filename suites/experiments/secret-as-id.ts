import type { AuthModel, Operation } from '../../spec/model.ts';
import type { Experiment } from '../experiment.ts';
import { actorsFor } from '../lab/actor.ts';
import { Lacking } from '../lab/held.ts';
import { credentialValues, ended } from '../lab/lifecycle.ts';
import { obtain } from '../lab/obtain.ts';

/** The secret where a path takes an id: who may end a credential should not have to put its secret into a URL. */
export const secretAsId: Experiment = {
  id: 'secret-as-id',
  purpose: 'Can a credential be named by its secret in a URL?',
  steps: [
    'set-up: a credential for each operation that takes the id of one in its path',
    'probe `secret-as-id`: the operation with the secret in place of the id',
    'control `id-as-id`: the same with the id',
  ],
  destructive: ['credentials'],
  applies: (model) => takers(model).length > 0 || 'no operation takes the id of a credential in its path',
  run: async (lab) => {
    for (const operation of takers(lab.model)) {
      try {
        const held = await obtain(lab, operation.object);
        const actor = await actorsFor(lab, operation, {
          tenant: held.tenant,
          user: ownOnly(operation) ? held.user : undefined,
        });
        const values = credentialValues(held);
        const label = { case: operation.key, present: actor.present } as const;
        const request = lab.build(operation, { values: { ...values, [`${held.kind}.id`]: held.secret } });
        const probe = await lab.send({ ...label, step: 'secret-as-id', role: 'probe', request });
        if (probe.ok) ended(lab, held, 'revoke', probe.seq);
        const control = await lab.send({
          ...label,
          step: 'id-as-id',
          role: 'control',
          request: lab.build(operation, { values }),
        });
        lab.controlledBy(probe, control);
        if (control.ok) ended(lab, held, 'revoke', control.seq);
      } catch (error) {
        if (!(error instanceof Lacking)) throw error;
        lab.lacking(operation.key, error);
      }
    }
  },
};

function takers(model: AuthModel): readonly Operation[] {
  return model.operations.filter(
    ({ objectKind, object, verb, request, security }) =>
      objectKind === 'credential' &&
      verb === 'revoke' &&
      security.length > 0 &&
      request.some(({ attribute, in: where }) => attribute === `${object}.id` && where === 'path'),
  );
}

function ownOnly({ relation }: Operation): boolean {
  return Object.values(relation)
    .flat()
    .every((term) => term === 'owner');
}
