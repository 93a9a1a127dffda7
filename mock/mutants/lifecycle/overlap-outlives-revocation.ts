import type { Call } from '../../index.ts';
import { defaultStages } from '../../index.ts';
import { type Lies, tamper } from '../lie.ts';
import type { Mutant } from '../mutant.ts';

export const overlapOutlivesRevocation: Mutant = {
  id: 'overlap-outlives-revocation',
  lie: 'What was rotated has its end already: neither its revocation nor the removal of its owner ends it sooner.',
  fails: ['rotation-overlap-ends-early'],
  appliesTo: (model) =>
    [...model.credentials.values()].some(
      ({ name, rotation }) =>
        typeof rotation !== 'string' &&
        model.operations.some((operation) => operation.verb === 'rotate' && operation.object === name),
    ),
  options: (): Lies => ({
    stages: {
      act: async (call) => {
        const rotated = endsByRotation(call);
        const refused = await defaultStages.act(call);
        for (const [credential, end] of rotated) tamper(credential, { end });
        return refused;
      },
    },
  }),
};

function endsByRotation(call: Call) {
  return [...call.world.credentials.all()].flatMap((credential) =>
    credential.end?.cause === 'rotate' ? [[credential, credential.end] as const] : [],
  );
}
