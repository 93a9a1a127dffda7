import { credentialVerb } from '../lie.ts';
import type { Mutant } from '../mutant.ts';
import { replying, withBody } from '../wrap.ts';
import { remembering, someSecret } from './known-secrets.ts';

export const faultyIssueTellsASecret: Mutant = {
  id: 'faulty-issue-tells-a-secret',
  lie: 'The refusal of a faulty request for a credential holds the value of one that exists.',
  fails: ['secret-shown-once'],
  appliesTo: (model) =>
    model.operations.some(
      (operation) =>
        credentialVerb('issue')(operation) &&
        model.credentials.get(operation.object)?.displayedOnce === true &&
        operation.refusals.get('invalid-request')?.declared === true,
    ),
  options: () => {
    const known = new Map<string, string>();
    const tell = replying((reply, call) => {
      const operation = call.operation?.operation;
      if (operation === undefined || call.refusal?.cause !== 'invalid-request') return reply;
      const secret = someSecret(call, operation.object, known);
      return withBody(reply, (body) => ({ ...(body as object), existing: secret }));
    });
    return { stages: { ...remembering(known), ...tell.stages } };
  },
};
