import type { Mutant } from '../mutant.ts';
import { takes } from '../wrap.ts';

export const basicIsAskedForOverPlainHttp: Mutant = {
  id: 'basic-is-asked-for-over-plain-http',
  lie: 'Basic credentials are asked for over plain HTTP too.',
  fails: ['basic-tls-only'],
  appliesTo: (model) => takes(model, 'basic') && !takes(model, 'bearer'),
  tls: true,
  options: () => ({ plain: 'serve' }),
};
