import type { Mutant } from '../mutant.ts';
import { challenging, takes } from '../wrap.ts';

export const errorDescriptionIsLocalised: Mutant = {
  id: 'error-description-is-localised',
  lie: 'The challenge explains the error in French.',
  fails: ['bearer-param-charset'],
  appliesTo: (model) => takes(model, 'bearer'),
  options: () =>
    challenging((challenge) =>
      /^bearer/i.test(challenge) ? `${challenge}, error_description="jeton révoqué"` : challenge,
    ),
};
