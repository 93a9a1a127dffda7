import type { Entry } from '../entry.ts';
import { always } from '../serving.ts';

export const status429ForAges: Entry = {
  id: '429-for-ages',
  does: 'answers 429 to everything, for 31 years',
  code: 4,
  start: always(429, { 'retry-after': '999999999', 'content-type': 'application/json' }, '{}'),
};
