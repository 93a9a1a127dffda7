import type { Mutant } from '../mutant.ts';
import { readingClaims } from './careless-verifier.ts';
import { livesForATime } from './lenient-jwt.ts';

export const jwtExpBeyondTheCalendarCrashes: Mutant = {
  id: 'jwt-exp-beyond-the-calendar-crashes',
  lie: 'exp is made a date, and a number that is none is an unhandled exception.',
  fails: ['jwt-exp-malformed', 'http-malformed-never-5xx'],
  appliesTo: livesForATime,
  options: () =>
    readingClaims((claims) => {
      if (typeof claims.exp === 'number' && claims.exp > 8.64e12) throw new RangeError('Invalid time value');
      return claims;
    }),
};
