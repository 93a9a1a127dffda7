import type { Entry } from '../entry.ts';
import { overMock, setField } from '../serving.ts';

export const clockHoursOff: Entry = {
  id: 'clock-hours-off',
  does: 'says a time that is seven hours off',
  code: 1,
  rules: 'all',
  start: overMock((answer) => {
    setField(answer, 'Date', 'Sat, 01 Jan 2000 07:00:00 GMT');
    return undefined;
  }),
};
