import { defaultStages } from '../../index.ts';
import type { Mutant } from '../mutant.ts';
import { isPasswordLogin } from './applies.ts';

export const guessesAreForgivenWhenForwarded: Mutant = {
  id: 'guesses-are-forgiven-when-forwarded',
  lie: 'The limit on wrong passwords believes X-Forwarded-For, whoever wrote it.',
  fails: ['login-brute-force-limited'],
  appliesTo: (model) =>
    model.operations.some((operation) => isPasswordLogin(operation) && operation.tiers.length > 0),
  options: () => ({
    stages: {
      limit: (call) =>
        call.operation !== undefined &&
        isPasswordLogin(call.operation.operation) &&
        call.request.headers['x-forwarded-for'] !== undefined
          ? undefined
          : defaultStages.limit(call),
    },
  }),
};
