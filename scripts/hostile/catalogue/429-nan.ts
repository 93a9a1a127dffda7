import type { Entry } from '../entry.ts';
import { always } from '../serving.ts';

export const status429Nan: Entry = {
  id: '429-nan',
  does: 'answers 429 to everything, for a time that is no number',
  code: 4,
  start: always(429, { 'retry-after': 'NaN', 'content-type': 'application/json' }, '{}'),
};
