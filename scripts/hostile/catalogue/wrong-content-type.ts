import type { Entry } from '../entry.ts';
import { overMock, setField } from '../serving.ts';

export const wrongContentType: Entry = {
  id: 'wrong-content-type',
  does: 'says that its JSON is an image',
  codes: [1],
  rules: 'all',
  fails: 'http-content-type-correct',
  start: overMock((answer) => {
    if (answer.body.length > 0) setField(answer, 'Content-Type', 'image/png');
    return undefined;
  }),
};
