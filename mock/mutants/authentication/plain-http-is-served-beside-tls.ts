import type { Mutant } from '../mutant.ts';
import { takes } from '../wrap.ts';

export const plainHttpIsServedBesideTls: Mutant = {
  id: 'plain-http-is-served-beside-tls',
  lie: 'The API is served over plain HTTP too.',
  fails: ['bearer-tls-only'],
  appliesTo: (model) => takes(model, 'bearer'),
  tls: true,
  options: () => ({ plain: 'serve' }),
};
