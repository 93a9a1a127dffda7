import type { Mutant } from '../mutant.ts';
import { mistaking, takes } from '../wrap.ts';

export const longTokensAreCut: Mutant = {
  id: 'long-tokens-are-cut',
  lie: 'Tokens are compared up to the length of the column that holds them.',
  fails: ['bearer-exact-match'],
  appliesTo: (model) => takes(model, 'bearer'),
  options: () =>
    mistaking('Authorization', (presented, good) =>
      good.find((one) => presented.startsWith(one) && /^\w{1,100}$/.test(presented.slice(one.length))),
    ),
};
