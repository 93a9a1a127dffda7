import { gzipSync } from 'node:zlib';
import type { Entry } from '../entry.ts';
import { always } from '../serving.ts';

const bomb = gzipSync(gzipSync(Buffer.alloc(20_000_000, 0x20)));

export const nestedGzipBomb: Entry = {
  id: 'nested-gzip-bomb',
  does: 'answers with gzip in gzip',
  code: 1,
  start: always(200, { 'content-type': 'application/json', 'content-encoding': 'gzip, gzip' }, bomb),
};
