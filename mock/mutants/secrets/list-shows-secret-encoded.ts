import { afterAct, credentialVerb, inHeaders } from '../lie.ts';
import type { Mutant } from '../mutant.ts';

export const listShowsSecretEncoded: Mutant = {
  id: 'list-shows-secret-encoded',
  lie: 'A header of the list holds the last value that was issued, in Base64.',
  fails: ['secret-shown-once'],
  appliesTo: (model) =>
    [...model.credentials.values()].some(
      ({ name, displayedOnce }) =>
        displayedOnce &&
        model.operations.some((operation) => operation.object === name && operation.verb === 'list'),
    ),
  options: () => {
    let last = '';
    const remember = afterAct(credentialVerb('issue'), (call) => {
      last = call.outcome.minted?.[0]?.secret ?? last;
    });
    const isList = credentialVerb('list');
    const show = inHeaders(
      ({ operation, refusal }) => !refusal && operation !== undefined && isList(operation.operation),
      () => ({ 'X-Trace': Buffer.from(last).toString('base64') }),
    );
    return { stages: { ...remember.stages, ...show.stages } };
  },
};
