import type { Entry } from '../entry.ts';
import { overMock } from '../serving.ts';

export const hugeNumbers: Entry = {
  id: 'huge-numbers',
  does: 'answers with numbers that no program can hold',
  code: 1,
  start: overMock((answer) => {
    const text = answer.body
      .toString('utf8')
      .replace(/"(?:id|name|used)":(?:"[^"]*"|null)/g, '"id":1e999,"used":-1e400,"name":9007199254740993e9');
    answer.body = Buffer.from(text);
    return undefined;
  }),
};
