import type { Entry } from '../entry.ts';
import { overMock } from '../serving.ts';

export const serverErrorsAtRandom: Entry = {
  id: 'server-errors-at-random',
  does: 'answers about every fifth request with 503, by a seed',
  code: 4,
  start: overMock((answer, number) => {
    if (((number * 2_654_435_761) >>> 16) % 5 !== 0) return undefined;
    Object.assign(answer, { status: 503, body: Buffer.from('{"message":"later"}') });
    return undefined;
  }),
};
