import { credentialVerb, inAnswer, memberOf } from '../lie.ts';
import type { Mutant } from '../mutant.ts';

export const nameLost: Mutant = {
  id: 'name-lost',
  lie: 'Lists show every credential under the same name.',
  fails: ['issue-name-kept'],
  appliesTo: (model) => model.operations.some(credentialVerb('list')),
  options: () =>
    inAnswer(credentialVerb('list'), (entry, _, operation) => {
      const member = memberOf(operation, 'name');
      if (member !== undefined) entry[member] = 'credential';
    }),
};
