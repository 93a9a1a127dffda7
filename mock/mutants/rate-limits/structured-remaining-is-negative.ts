import type { Mutant } from '../mutant.ts';
import { hasFormat, rewriting } from './structured.ts';

export const structuredRemainingIsNegative: Mutant = {
  id: 'structured-remaining-is-negative',
  lie: 'The r of a refusal is below zero.',
  fails: ['rl-ietf-grammar'],
  appliesTo: (model) => hasFormat(model, 'ratelimit'),
  options: () => rewriting('ratelimit', (value) => value.replace(/;r=0/g, ';r=-1')),
};
