import type { Mutant } from '../mutant.ts';
import { mistaking, takes } from '../wrap.ts';

export const tokensAreComparedWithoutCase: Mutant = {
  id: 'tokens-are-compared-without-case',
  lie: 'Tokens are looked up in a column that ignores letter case.',
  fails: ['bearer-exact-match'],
  appliesTo: (model) => takes(model, 'bearer'),
  options: () =>
    mistaking('Authorization', (presented, good) =>
      good.find((one) => /^Bearer /i.test(one) && one.toLowerCase() === presented.toLowerCase()),
    ),
};
