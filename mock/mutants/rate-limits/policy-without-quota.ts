import type { Mutant } from '../mutant.ts';
import { hasFormat, rewriting } from './structured.ts';

export const policyWithoutQuota: Mutant = {
  id: 'policy-without-quota',
  lie: 'RateLimit-Policy has windows and no quotas.',
  fails: ['rl-ietf-grammar'],
  appliesTo: (model) => hasFormat(model, 'ratelimit-policy'),
  options: () => rewriting('ratelimit-policy', (value) => value.replace(/;q=\d+/g, '')),
};
