import type { Entry } from '../entry.ts';
import { always } from '../serving.ts';

export const invalidJson: Entry = {
  id: 'invalid-json',
  does: 'answers with broken JSON',
  code: 1,
  start: always(200, { 'content-type': 'application/json' }, '{"key": "abc'),
};
