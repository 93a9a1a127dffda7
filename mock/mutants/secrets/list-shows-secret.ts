import { afterAct, credentialVerb, inAnswer, memberOf } from '../lie.ts';
import type { Mutant } from '../mutant.ts';

export const listShowsSecret: Mutant = {
  id: 'list-shows-secret',
  lie: 'The list of credentials shows the value again.',
  fails: ['secret-shown-once'],
  appliesTo: (model) =>
    [...model.credentials.values()].some(
      ({ name, displayedOnce }) =>
        displayedOnce &&
        model.operations.some((operation) => operation.object === name && operation.verb === 'list'),
    ),
  options: () => {
    const known = new Map<string, string>();
    const remember = afterAct(credentialVerb('issue'), (call) => {
      for (const { credential, secret } of call.outcome.minted ?? []) known.set(credential.id, secret);
    });
    const show = inAnswer(credentialVerb('list'), (entry, _, operation) => {
      entry['value'] = known.get(String(entry[memberOf(operation, 'id') ?? '']));
    });
    return { stages: { ...remember.stages, ...show.stages } };
  },
};
