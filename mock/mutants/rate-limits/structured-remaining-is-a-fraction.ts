import type { Mutant } from '../mutant.ts';
import { hasFormat, rewriting } from './structured.ts';

export const structuredRemainingIsAFraction: Mutant = {
  id: 'structured-remaining-is-a-fraction',
  lie: 'The r of a structured limit field is a fraction, as the bucket has it.',
  fails: ['rl-ietf-grammar'],
  appliesTo: (model) => hasFormat(model, 'ratelimit'),
  options: () => rewriting('ratelimit', (value) => value.replace(/;r=(\d+)/g, ';r=$1.5')),
};
