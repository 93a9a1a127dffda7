import type { Mutant } from '../mutant.ts';
import { readingClaims } from './careless-verifier.ts';
import { livesForATime } from './lenient-jwt.ts';

export const jwtWithoutExpLivesForEver: Mutant = {
  id: 'jwt-without-exp-lives-for-ever',
  lie: 'A token that names no end has none.',
  fails: ['jwt-exp-malformed'],
  appliesTo: livesForATime,
  options: () =>
    readingClaims((claims, _, now) =>
      'exp' in claims ? claims : { ...claims, exp: Math.floor(now / 1000) + 1 },
    ),
};
