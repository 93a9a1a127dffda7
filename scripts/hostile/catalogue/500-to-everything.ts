import type { Entry } from '../entry.ts';
import { always } from '../serving.ts';

export const status500ToEverything: Entry = {
  id: '500-to-everything',
  does: 'answers 500 to everything',
  code: 4,
  start: always(500, { 'content-type': 'application/json' }, '{}'),
};
