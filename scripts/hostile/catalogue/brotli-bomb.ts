import { brotliCompressSync, constants } from 'node:zlib';
import type { Entry } from '../entry.ts';
import { always } from '../serving.ts';

const bomb = brotliCompressSync(Buffer.alloc(20_000_000, 0x20), {
  params: { [constants.BROTLI_PARAM_QUALITY]: 2 },
});

export const brotliBomb: Entry = {
  id: 'brotli-bomb',
  does: 'answers with a few bytes of Brotli, which nobody asked for, that hold 20 MB',
  code: 1,
  start: always(200, { 'content-type': 'application/json', 'content-encoding': 'br' }, bomb),
};
