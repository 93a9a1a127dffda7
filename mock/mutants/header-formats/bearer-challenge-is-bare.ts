import type { Mutant } from '../mutant.ts';
import { challenging, takes } from '../wrap.ts';

export const bearerChallengeIsBare: Mutant = {
  id: 'bearer-challenge-is-bare',
  lie: 'The challenge is the word Bearer alone.',
  fails: ['bearer-challenge-has-param', 'bearer-error-attribute'],
  appliesTo: (model) => takes(model, 'bearer'),
  options: () => challenging((challenge) => (/^bearer/i.test(challenge) ? 'Bearer' : challenge)),
};
