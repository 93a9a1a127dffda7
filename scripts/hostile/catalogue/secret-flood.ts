import type { Entry } from '../entry.ts';
import { always } from '../serving.ts';

const keys = Array.from({ length: 1000 }, (_, n) => ({
  id: `k-${n}`,
  key: `mk_${String(n).padStart(40, 'a')}`,
}));
const body = JSON.stringify({ ...keys[0], keys });

export const secretFlood: Entry = {
  id: 'secret-flood',
  does: 'gives out a thousand keys with each answer',
  code: 1,
  start: always(201, { 'content-type': 'application/json' }, body),
};
