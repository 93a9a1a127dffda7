import type { Entry } from '../entry.ts';
import { overMock } from '../serving.ts';

export const changesItsMind: Entry = {
  id: 'changes-its-mind',
  does: 'refuses or accepts by the number of the request, in turn',
  code: 1,
  start: overMock((answer, number) => {
    if (number % 3 === 1) answer.status = answer.status === 200 ? 401 : 200;
    return undefined;
  }),
};
