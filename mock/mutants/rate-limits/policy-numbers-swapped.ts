import type { Mutant } from '../mutant.ts';
import { hasFormat, rewriting } from './structured.ts';

export const policyNumbersSwapped: Mutant = {
  id: 'policy-numbers-swapped',
  lie: 'RateLimit-Policy has the windows where the quotas belong, and the other way round.',
  fails: ['rl-limit-constant'],
  appliesTo: (model) => hasFormat(model, 'ratelimit-policy'),
  options: () => rewriting('ratelimit-policy', (value) => value.replace(/;q=(\d+);w=(\d+)/g, ';q=$2;w=$1')),
};
