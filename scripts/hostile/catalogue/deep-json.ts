import type { Entry } from '../entry.ts';
import { always } from '../serving.ts';

const body = '['.repeat(100_000) + ']'.repeat(100_000);

export const deepJson: Entry = {
  id: 'deep-json',
  does: 'answers with 100,000 brackets',
  code: 1,
  start: always(200, { 'content-type': 'application/json' }, body),
};
