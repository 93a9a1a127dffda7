import type { Mutant } from '../mutant.ts';
import { mistaking, takes } from '../wrap.ts';

export const tokenNullIsSomebody: Mutant = {
  id: 'token-null-is-somebody',
  lie: 'The token null is looked up as no token at all, and found.',
  fails: ['bearer-literal-junk'],
  appliesTo: (model) => takes(model, 'bearer'),
  options: () =>
    mistaking('Authorization', (presented, good) =>
      presented === 'Bearer null' ? good.find((one) => /^Bearer /i.test(one)) : undefined,
    ),
};
