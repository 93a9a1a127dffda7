import { gzipSync } from 'node:zlib';
import type { Entry } from '../entry.ts';
import { always } from '../serving.ts';

const bomb = gzipSync(Buffer.alloc(20_000_000, 0x20));

export const gzipBomb: Entry = {
  id: 'gzip-bomb',
  does: 'answers with 20 kB of gzip that hold 20 MB',
  code: 1,
  start: always(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' }, bomb),
};
