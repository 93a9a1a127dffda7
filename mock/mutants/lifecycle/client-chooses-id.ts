import { parseBody } from '../../body.ts';
import { afterAct, credentialVerb, minted, tamper } from '../lie.ts';
import type { Mutant } from '../mutant.ts';

export const clientChoosesId: Mutant = {
  id: 'client-chooses-id',
  lie: 'The id of a new credential is taken from the body.',
  fails: ['issue-mass-assignment'],
  appliesTo: (model) =>
    model.operations.some(
      ({ verb, objectKind, body }) =>
        verb === 'issue' && objectKind === 'credential' && body?.mediaType.includes('json') === true,
    ),
  options: () =>
    afterAct(credentialVerb('issue'), (call) => {
      const made = minted(call);
      const body = parseBody(call);
      const value = body.form === 'json' ? body.value : undefined;
      const id = typeof value === 'object' && value !== null ? Reflect.get(value, 'id') : undefined;
      if (made !== undefined && typeof id === 'string') tamper(made, { id });
    }),
};
