import type { Entry } from '../entry.ts';
import { always } from '../serving.ts';

export const falseGzip: Entry = {
  id: 'false-gzip',
  does: 'names a coding that the body is not in',
  code: 1,
  start: always(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' }, '{"plain":true}'),
};
