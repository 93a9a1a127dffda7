import type { Entry } from '../entry.ts';
import { overMock, setField } from '../serving.ts';

export const status429OverMock: Entry = {
  id: '429-over-mock',
  does: 'answers 429 to everything, with a clock that can be moved',
  code: 4,
  start: overMock((answer) => {
    answer.status = 429;
    setField(answer, 'Retry-After', '999999999');
    return undefined;
  }),
};
