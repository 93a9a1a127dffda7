import type { Entry } from '../entry.ts';
import { overMock } from '../serving.ts';

const offset = Math.floor(Math.random() * 3);

export const changesItsMind: Entry = {
  id: 'changes-its-mind',
  does: 'refuses or accepts by the number of the request, another way in each run',
  codes: [1, 3, 4],
  start: overMock((answer, number) => {
    if (number % 3 === offset) answer.status = answer.status === 200 ? 401 : 200;
    return undefined;
  }),
};
