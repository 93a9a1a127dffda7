import type { Entry } from '../entry.ts';
import { overMock, setField } from '../serving.ts';

export const wrongContentType: Entry = {
  id: 'wrong-content-type',
  does: 'says that its JSON is an image',
  code: 1,
  rules: 'all',
  fails: 'response-matches-document',
  start: overMock((answer) => {
    if (answer.body.length > 0) setField(answer, 'Content-Type', 'image/png');
    return undefined;
  }),
};
