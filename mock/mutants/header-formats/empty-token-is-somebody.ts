import type { Mutant } from '../mutant.ts';
import { mistaking, takes } from '../wrap.ts';

export const emptyTokenIsSomebody: Mutant = {
  id: 'empty-token-is-somebody',
  lie: 'An empty token equals the empty token column of some user.',
  fails: ['bearer-empty-token'],
  appliesTo: (model) => takes(model, 'bearer'),
  options: () =>
    mistaking('Authorization', (presented, good) =>
      /^Bearer\s*$/i.test(presented) ? good.find((one) => /^Bearer /i.test(one)) : undefined,
    ),
};
