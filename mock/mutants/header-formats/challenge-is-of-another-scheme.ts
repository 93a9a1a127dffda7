import type { Mutant } from '../mutant.ts';
import { challenging, takes } from '../wrap.ts';

export const challengeIsOfAnotherScheme: Mutant = {
  id: 'challenge-is-of-another-scheme',
  lie: 'Bearer tokens are asked for with a Digest challenge.',
  fails: ['http-challenge-matches-scheme'],
  appliesTo: (model) => takes(model, 'bearer'),
  options: () => challenging(() => 'Digest realm="x", nonce="y"'),
};
