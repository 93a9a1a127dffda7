import type { Mutant } from '../mutant.ts';
import { challenging } from '../wrap.ts';

export const challengeLacksAComma: Mutant = {
  id: 'challenge-lacks-a-comma',
  lie: 'Two parameters of the challenge stand side by side without a comma.',
  fails: ['http-challenge-grammar'],
  appliesTo: () => true,
  options: () => challenging(() => 'Bearer realm="api" error="invalid_token"'),
};
