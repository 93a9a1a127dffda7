import type { Entry } from '../entry.ts';
import { always } from '../serving.ts';

export const status204ToEverything: Entry = {
  id: '204-to-everything',
  does: 'answers 204 to everything',
  code: 1,
  start: always(204, { 'content-type': 'application/json' }, ''),
};
