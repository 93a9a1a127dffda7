import { defaultStages } from '../../index.ts';
import type { Mutant } from '../mutant.ts';
import { isPasswordLogin } from './applies.ts';
import { bodyOf, memberFor } from './request-body.ts';

export const guessesAreCountedPerSpelling: Mutant = {
  id: 'guesses-are-counted-per-spelling',
  lie: 'Wrong passwords are counted for the address as it was typed: in capitals it is another account.',
  fails: ['login-brute-force-limited'],
  appliesTo: (model) =>
    model.operations.some(
      (operation) =>
        isPasswordLogin(operation) &&
        operation.tiers.length > 0 &&
        operation.tiers.every(({ per, counts }) => per.includes('user') && counts === 'failures'),
    ),
  options: () => ({
    stages: {
      limit: (call) => {
        const email = call.operation && bodyOf(call)[memberFor(call, 'user.email')];
        const isShouted = typeof email === 'string' && email !== email.toLowerCase();
        return isShouted ? undefined : defaultStages.limit(call);
      },
    },
  }),
};
