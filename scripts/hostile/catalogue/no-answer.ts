import type { Entry } from '../entry.ts';
import { onConnection } from '../serving.ts';

export const noAnswer: Entry = {
  id: 'no-answer',
  does: 'accepts connections and never answers',
  code: 3,
  timeoutMs: 150,
  start: onConnection(() => {}),
};
