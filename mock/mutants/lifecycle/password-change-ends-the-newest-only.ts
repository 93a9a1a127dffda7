import type { Mutant } from '../mutant.ts';
import { endingOne } from '../password-change.ts';

export const passwordChangeEndsTheNewestOnly: Mutant = {
  id: 'password-change-ends-the-newest-only',
  lie: 'A changed password ends the newest credential of the user, the older ones work on.',
  fails: ['password-change-kills-tokens'],
  ...endingOne((ended) => ended.at(-1)),
};
