import { credentialVerb, inAnswer, memberOf } from '../lie.ts';
import type { Mutant } from '../mutant.ts';

export const sameNameSameSecret: Mutant = {
  id: 'same-name-same-secret',
  lie: 'A second credential of the same name is answered with the value of the first.',
  fails: [
    'list-hides-revoked',
    'multiple-credentials-coexist',
    'reissue-after-revoke-works',
    'revoke-only-target',
    'secret-unique',
    'secret-header-where-documented',
  ],
  appliesTo: (model) => model.operations.some(credentialVerb('issue')),
  options: () => {
    const first = new Map<string, unknown>();
    return inAnswer(credentialVerb('issue'), (entry, _, operation) => {
      const member = memberOf(operation, 'secret') ?? '';
      const key = `${String(entry[memberOf(operation, 'name') ?? ''])}`;
      if (!first.has(key)) first.set(key, entry[member]);
      entry[member] = first.get(key);
    });
  },
};
