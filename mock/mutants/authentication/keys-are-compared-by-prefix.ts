import type { Mutant } from '../mutant.ts';
import { keyField, mistaking } from '../wrap.ts';

export const keysAreComparedByPrefix: Mutant = {
  id: 'keys-are-compared-by-prefix',
  lie: 'A key followed by more text passes.',
  fails: ['credential-exact-match', 'http-comma-joined-credentials', 'http-oversized-credentials'],
  appliesTo: (model) => keyField(model) !== undefined,
  options: (model) =>
    mistaking(keyField(model) ?? '', (presented, good) => good.find((one) => presented.startsWith(one))),
};
