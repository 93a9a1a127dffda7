import type { Entry } from '../entry.ts';
import { always } from '../serving.ts';

export const status429Negative: Entry = {
  id: '429-negative',
  does: 'answers 429 to everything, for a negative time',
  code: 4,
  start: always(429, { 'retry-after': '-5', 'content-type': 'application/json' }, '{}'),
};
