import type { Entry } from '../entry.ts';
import { always } from '../serving.ts';

const body = Buffer.concat([
  Buffer.from('{"key":"mk_'),
  Buffer.from([0xff, 0xfe, 0x00, 0xc0, 0x80, 0xed, 0xa0, 0x80, 0xf5]),
  Buffer.from('\\ud800"}'),
]);

export const oddBytes: Entry = {
  id: 'odd-bytes',
  does: 'answers with invalid UTF-8, NUL bytes and lone surrogates, as UTF-7',
  code: 1,
  rules: 'all',
  start: always(200, { 'content-type': 'application/json; charset=utf-7' }, body),
};
