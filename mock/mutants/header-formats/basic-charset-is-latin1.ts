import type { Mutant } from '../mutant.ts';
import { challenging, takes } from '../wrap.ts';

export const basicCharsetIsLatin1: Mutant = {
  id: 'basic-charset-is-latin1',
  lie: 'The Basic challenge names ISO-8859-1.',
  fails: ['basic-charset-param'],
  appliesTo: (model) => takes(model, 'basic'),
  options: () =>
    challenging((challenge) =>
      /^basic/i.test(challenge) ? 'Basic realm="x", charset="ISO-8859-1"' : challenge,
    ),
};
