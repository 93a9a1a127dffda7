import type { Entry } from '../entry.ts';
import { always } from '../serving.ts';

const attack = `Basic ${'a="\\\\'.repeat(500)}${', '.repeat(2000)}${'a='.repeat(2000)}`;
const body = `${'\\"'.repeat(200_000)}${'a-'.repeat(200_000)}${'⟦'.repeat(100_000)}`;

export const slowPatterns: Entry = {
  id: 'slow-patterns',
  does: 'sends texts that make careless patterns take for ever',
  code: 1,
  rules: 'all',
  start: always(
    401,
    {
      'www-authenticate': attack.slice(0, 8000),
      ratelimit: 'a;'.repeat(1000),
      'retry-after': ' 1'.repeat(1000),
      'content-type': 'application/json',
    },
    body,
  ),
};
