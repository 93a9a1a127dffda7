import type { Mutant } from '../mutant.ts';
import { hasFormat, rewriting } from './structured.ts';

export const itemWithoutPolicy: Mutant = {
  id: 'item-without-policy',
  lie: 'RateLimit and RateLimit-Policy know the limits by other names.',
  fails: ['rl-ietf-grammar'],
  appliesTo: (model) => hasFormat(model, 'ratelimit-policy'),
  options: () => rewriting('ratelimit-policy', (value) => value.replace(/"[^"]*"/g, '"default"')),
};
