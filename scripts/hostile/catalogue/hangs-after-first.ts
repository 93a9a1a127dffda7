import type { Entry } from '../entry.ts';
import { onceReached } from '../serving.ts';

export const hangsAfterFirst: Entry = {
  id: 'hangs-after-first',
  does: 'answers once, then never again',
  code: 3,
  timeoutMs: 150,
  start: onceReached(() => {}),
};
