import type { Mutant } from '../mutant.ts';
import { challenging } from '../wrap.ts';

export const challengeIsMissing: Mutant = {
  id: 'challenge-is-missing',
  lie: '401 comes without WWW-Authenticate.',
  fails: ['http-401-has-challenge', 'response-matches-document'],
  appliesTo: () => true,
  options: () => challenging(() => undefined),
};
