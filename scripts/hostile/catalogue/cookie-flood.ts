import type { Entry } from '../entry.ts';
import { overMock } from '../serving.ts';

export const cookieFlood: Entry = {
  id: 'cookie-flood',
  does: 'sets 300 cookies with each answer',
  // Otherwise it does as the document says, and says no word that it forbids.
  code: 0,
  rules: 'all',
  start: overMock((answer) => {
    for (let n = 0; n < 300; n += 1) answer.headers.push(['Set-Cookie', `c${n}=${'v'.repeat(20)}`]);
    return undefined;
  }),
};
