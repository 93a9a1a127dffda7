import type { Mutant } from '../mutant.ts';
import { saysTwice } from './applies.ts';
import { changedReplies, headerIn, withHeaders } from './headers.ts';

export const twoLimitersCountApart: Mutant = {
  id: 'two-limiters-count-apart',
  lie: 'Two limiters stand behind one another; the old fields show one less than the new.',
  fails: ['rl-window-refill', 'rl-remaining-decrements', 'rl-multi-header-consistency'],
  appliesTo: saysTwice,
  options: () =>
    changedReplies((reply) => {
      const left = headerIn(reply, 'X-RateLimit-Remaining');
      return left === undefined
        ? reply
        : withHeaders(reply, { 'X-RateLimit-Remaining': String(Math.max(0, Number(left) - 1)) });
    }),
};
