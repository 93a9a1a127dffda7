import type { Entry } from '../entry.ts';
import { overMock } from '../serving.ts';

export const hugeSecret: Entry = {
  id: 'huge-secret',
  does: 'gives out a key of a megabyte',
  code: 3,
  start: overMock((answer) => {
    const text = answer.body.toString('utf8');
    answer.body = Buffer.from(text.replace(/"(key|pass)":"/, (start) => start + 'a'.repeat(1_000_000)));
    return undefined;
  }),
};
