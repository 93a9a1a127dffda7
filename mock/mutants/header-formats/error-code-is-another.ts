import type { Mutant } from '../mutant.ts';
import { challenging, takes } from '../wrap.ts';

export const errorCodeIsAnother: Mutant = {
  id: 'error-code-is-another',
  lie: 'The challenge says invalid_request for a token that is not known.',
  fails: ['bearer-error-attribute'],
  appliesTo: (model) => takes(model, 'bearer'),
  options: () => challenging((challenge) => challenge.replace('invalid_token', 'invalid_request')),
};
