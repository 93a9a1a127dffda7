import { replyingTo } from '../wrap.ts';
import type { LoadMutant } from './load-mutant.ts';

const every = 31;

export const someAnswersAre500: LoadMutant = {
  id: 'some-answers-are-500',
  lie: 'A pool of connections runs dry now and then: every 31st success is a 500.',
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
