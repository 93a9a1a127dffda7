import type { Entry } from '../entry.ts';
import { always } from '../serving.ts';

export const status401ToEverything: Entry = {
  id: '401-to-everything',
  does: 'answers 401 to everything',
  code: 4,
  start: always(401, { 'content-type': 'application/json' }, '{}'),
};
