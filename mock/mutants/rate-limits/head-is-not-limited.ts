import { defaultStages } from '../../index.ts';
import type { Mutant } from '../mutant.ts';
import { limitsByCredential } from './applies.ts';

export const headIsNotLimited: Mutant = {
  id: 'head-is-not-limited',
  lie: 'HEAD is answered whatever the limit.',
  fails: ['rl-no-bypass'],
  appliesTo: limitsByCredential,
  options: () => ({
    stages: { limit: (call) => (call.request.method === 'HEAD' ? undefined : defaultStages.limit(call)) },
  }),
};
