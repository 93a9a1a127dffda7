import type { Mutant } from '../mutant.ts';
import { tells } from './applies.ts';
import { onPlain } from './structured.ts';

export const remainingFieldIsNegative: Mutant = {
  id: 'remaining-field-is-negative',
  lie: 'Remaining goes below zero on refusals.',
  fails: ['rl-remaining-decrements'],
  appliesTo: (model) => tells(model, 'tier.remaining'),
  options: (model) => onPlain(model, 'tier.remaining', (value, call) => (call.empty.length > 0 ? -1 : value)),
};
