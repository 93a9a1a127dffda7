import type { Entry } from '../entry.ts';
import { always } from '../serving.ts';

const body = `${'{"key":'.repeat(20_000)}"mk_deep"${'}'.repeat(20_000)}`;

export const deepObjects: Entry = {
  id: 'deep-objects',
  does: 'answers with 20,000 nested objects and a token in the middle',
  code: 1,
  start: always(200, { 'content-type': 'application/json' }, body),
};
