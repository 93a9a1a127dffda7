import type { Mutant } from '../mutant.ts';
import { keyField, mistaking } from '../wrap.ts';

export const emptyKeyIsSomebody: Mutant = {
  id: 'empty-key-is-somebody',
  lie: 'An empty key equals the empty key column of some client.',
  fails: ['credential-empty-refused'],
  appliesTo: (model) => keyField(model) !== undefined,
  options: (model) =>
    mistaking(keyField(model) ?? '', (presented, good) => (presented === '' ? good[0] : undefined)),
};
