import { credentialVerb, inAnswer, memberOf } from '../lie.ts';
import type { Mutant } from '../mutant.ts';

export const rightsListedWrong: Mutant = {
  id: 'rights-listed-wrong',
  lie: 'Lists show the first right that there is, whatever was selected.',
  fails: ['issue-rights-kept', 'scope-no-extra'],
  appliesTo: (model) =>
    [...model.credentials.values()].some(
      ({ rights, names, name }) =>
        rights.includes('own') &&
        names.length > 1 &&
        model.operations.some((operation) => operation.verb === 'list' && operation.object === name),
    ),
  options: (model) =>
    inAnswer(credentialVerb('list'), (entry, _, operation) => {
      const member = memberOf(operation, 'rights');
      const last = model.credentials.get(operation.object)?.names.at(-1);
      if (member !== undefined && last !== undefined)
        entry[member] = Array.isArray(entry[member]) ? [last] : last;
    }),
};
