import type { Entry } from '../entry.ts';
import { always } from '../serving.ts';

export const status429FarDate: Entry = {
  id: '429-far-date',
  does: 'answers 429 to everything, until the year 9999',
  code: 4,
  start: always(
    429,
    { 'retry-after': 'Fri, 31 Dec 9999 23:59:59 GMT', 'content-type': 'application/json' },
    '{}',
  ),
};
