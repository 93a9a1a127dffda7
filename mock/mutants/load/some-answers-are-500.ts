import { replyingTo } from '../wrap.ts';
import type { LoadMutant } from './load-mutant.ts';

/** More requests than a functional test sends. */
const every = 97;

export const someAnswersAre500: LoadMutant = {
  id: 'some-answers-are-500',
  lie: 'A pool of connections runs dry now and then: every 97th success is a 500.',
  failsProbe: 'soak',
  appliesTo: () => true,
  options: () => {
    let count = 0;
    return replyingTo([200], (reply) => {
      count += 1;
      return count % every === 0 ? { ...reply, status: 500 } : reply;
    });
  },
};
