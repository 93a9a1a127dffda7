import type { Mutant } from '../mutant.ts';
import { hasFormat, rewriting } from './structured.ts';

export const policyNamesAreTokens: Mutant = {
  id: 'policy-names-are-tokens',
  lie: 'The names in RateLimit-Policy have no quotes.',
  fails: ['rl-ietf-grammar'],
  appliesTo: (model) => hasFormat(model, 'ratelimit-policy'),
  options: () => rewriting('ratelimit-policy', (value) => value.replace(/"/g, '')),
};
