import type { Mutant } from '../mutant.ts';
import { keyField, mistaking } from '../wrap.ts';

export const keyStarMatchesAll: Mutant = {
  id: 'key-star-matches-all',
  lie: 'The key is matched as a pattern, so that * is every key.',
  fails: ['credential-junk-refused'],
  appliesTo: (model) => keyField(model) !== undefined,
  options: (model) =>
    mistaking(keyField(model) ?? '', (presented, good) => (presented === '*' ? good[0] : undefined)),
};
