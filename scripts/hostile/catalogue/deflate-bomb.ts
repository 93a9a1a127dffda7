import { deflateSync } from 'node:zlib';
import type { Entry } from '../entry.ts';
import { always } from '../serving.ts';

const bomb = deflateSync(Buffer.alloc(20_000_000, 0x20));

export const deflateBomb: Entry = {
  id: 'deflate-bomb',
  does: 'answers with 20 kB of deflate that hold 20 MB',
  code: 1,
  start: always(200, { 'content-type': 'application/json', 'content-encoding': 'deflate' }, bomb),
};
