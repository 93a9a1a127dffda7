import type { Mutant } from '../mutant.ts';
import { tells } from './applies.ts';
import { onPlain } from './structured.ts';

export const remainingFieldBeforeTheCount: Mutant = {
  id: 'remaining-field-before-the-count',
  lie: 'Remaining is read before the request is counted.',
  fails: ['rl-window-refill', 'rl-remaining-decrements'],
  appliesTo: (model) => tells(model, 'tier.remaining'),
  options: (model) =>
    onPlain(model, 'tier.remaining', (value, call) => (call.empty.length > 0 ? value : value + 1)),
};
