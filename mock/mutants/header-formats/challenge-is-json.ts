import type { Mutant } from '../mutant.ts';
import { challenging } from '../wrap.ts';

export const challengeIsJson: Mutant = {
  id: 'challenge-is-json',
  lie: 'WWW-Authenticate holds a JSON object.',
  fails: ['http-challenge-grammar'],
  appliesTo: () => true,
  options: () => challenging(() => '{"error":"unauthorized"}'),
};
