import type { Mutant } from '../mutant.ts';
import { endingOne } from '../password-change.ts';

export const passwordChangeEndsTheOneInUseOnly: Mutant = {
  id: 'password-change-ends-the-one-in-use-only',
  lie: 'A changed password ends the credential of the user that was used last, the others work on.',
  fails: ['password-change-kills-tokens'],
  ...endingOne((ended) => ended.findLast(({ usedAt }) => usedAt !== undefined)),
};
