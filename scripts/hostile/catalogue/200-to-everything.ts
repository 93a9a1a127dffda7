import type { Entry } from '../entry.ts';
import { always } from '../serving.ts';

export const status200ToEverything: Entry = {
  id: '200-to-everything',
  does: 'answers 200 to everything',
  code: 1,
  rules: 'all',
  start: always(200, { 'content-type': 'application/json' }, '{}'),
};
