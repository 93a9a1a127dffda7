import type { Operation } from '../../spec/model.ts';
import type { Experiment } from '../experiment.ts';
import { aimAt } from '../lab/aim.ts';
import type { BuiltRequest } from '../lab/build-request.ts';
import { Lacking } from '../lab/held.ts';
import type { Lab } from '../lab/lab.ts';
import { isProtected } from '../predict/anchors.ts';

/** Requests without a credential in which something else is wrong too: the missing credential must be what is told. */
export const anonymousOddities: Experiment = {
  id: 'anonymous-oddities',
  purpose: 'Is a caller without a credential told anything but that one is missing?',
  steps: [
    'probe `plain`: each protected operation that takes an id or a body, without a credential',
    'probe `unknown-id`: the same with an id that does not exist',
    'probes `invalid-json`, `empty-body`, `invalid-body`, `wrong-media-type`: the same with a broken body',
  ],
  destructive: false,
  applies: (model) => model.operations.some(isOdd) || 'no protected operation takes an id or a body',
  run: async (lab) => {
    for (const operation of lab.model.operations.filter(isOdd)) {
      try {
        const { request } = await aimAt(lab, operation);
        await probe(lab, operation, request);
      } catch (error) {
        if (!(error instanceof Lacking)) throw error;
        lab.lacking(operation.key, error);
      }
    }
  },
};

function isOdd(operation: Operation): boolean {
  // What ends credentials would need one made for each: the refusal does not depend on it.
  const cheap =
    operation.objectKind === 'record' || operation.verb === 'issue' || operation.verb === 'create';
  return isProtected(operation) && cheap && (operation.body !== undefined || operation.path.includes('{'));
}

async function probe(lab: Lab, operation: Operation, request: BuiltRequest): Promise<void> {
  const label = { role: 'probe', case: operation.key, request, present: [] } as const;
  await lab.send({ ...label, step: 'plain' });
  const id = /\{[^}]+\}$/.test(operation.path) ? request.path.replace(/[^/]+$/, 'no-such-id') : undefined;
  if (id !== undefined) await lab.send({ ...label, step: 'unknown-id', rawPath: id });
  if (operation.body === undefined) return;
  const { mediaType } = operation.body;
  await lab.send({ ...label, step: 'invalid-json', rawBody: { text: '{"broken":', mediaType } });
  await lab.send({ ...label, step: 'empty-body', rawBody: { text: undefined } });
  await lab.send({ ...label, step: 'invalid-body', rawBody: { text: '[42]', mediaType } });
  await lab.send({ ...label, step: 'wrong-media-type', rawBody: { text: 'plain', mediaType: 'text/plain' } });
}
