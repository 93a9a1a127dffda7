import type { Mutant } from '../mutant.ts';
import { challenging, takes } from '../wrap.ts';

export const basicChallengeHasNoRealm: Mutant = {
  id: 'basic-challenge-has-no-realm',
  lie: 'The Basic challenge has no realm.',
  fails: ['basic-challenge-realm'],
  appliesTo: (model) => takes(model, 'basic'),
  options: () =>
    challenging((challenge) => (/^basic/i.test(challenge) ? 'Basic charset="UTF-8"' : challenge)),
};
