import type { Entry } from '../entry.ts';
import { always } from '../serving.ts';

const body = JSON.stringify('%25\\u0026&#x5c;n%5c'.repeat(80_000)).slice(0, 1_900_000);

export const largeAnswers: Entry = {
  id: 'large-answers',
  does: 'answers with two megabytes of escapes each time',
  code: 1,
  rules: 'all',
  start: always(200, { 'content-type': 'application/json' }, body),
};
