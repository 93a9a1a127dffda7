import type { Mutant } from '../mutant.ts';
import { challenging, takes } from '../wrap.ts';

export const errorCodeWithoutAToken: Mutant = {
  id: 'error-code-without-a-token',
  lie: 'The challenge says invalid_token where no token was sent.',
  fails: ['bearer-no-error-without-credentials'],
  appliesTo: (model) => takes(model, 'bearer'),
  options: () =>
    challenging((challenge, call) =>
      call.refusal?.cause === 'no-credential' && /^bearer/i.test(challenge)
        ? `${challenge}, error="invalid_token"`
        : challenge,
    ),
};
