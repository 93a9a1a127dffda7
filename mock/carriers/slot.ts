import { parseCookie } from 'cookie';
import type { WireRequest } from '../wire.ts';

/** What stands in one place of a request where a credential may stand. */
export type SlotContent = { readonly text: string } | 'absent' | 'repeated';

/** Reads a slot (`header authorization`, `query key`, `cookie sid`); two values in one place are `repeated`. */
export function readSlot(request: WireRequest, slot: string): SlotContent {
  return readPlace(request, placeOf(slot));
}

/** Where a slot is: taken apart once, since every request asks. */
export interface SlotPlace {
  readonly in: 'header' | 'query' | 'cookie';
  readonly name: string;
}

export function placeOf(slot: string): SlotPlace {
  const space = slot.indexOf(' ');
  const site = slot.slice(0, space);
  return { in: site === 'header' || site === 'query' ? site : 'cookie', name: slot.slice(space + 1) };
}

export function readPlace(request: WireRequest, { in: site, name }: SlotPlace): SlotContent {
  if (site === 'header') return headerSlot(request, name);
  if (site === 'query') return single(request.query().getAll(name));
  const lines = request.headers['cookie'];
  if (lines === undefined) return 'absent';
  const sameName = lines.split(';').filter((pair) => nameIn(pair) === name).length;
  if (sameName > 1) return 'repeated';
  const text = parseCookie(lines)[name];
  return text === undefined ? 'absent' : { text };
}

/** As the parser reads it: white space around the name is none of it. */
function nameIn(pair: string): string | undefined {
  const sign = pair.indexOf('=');
  return sign < 0 ? undefined : pair.slice(0, sign).trim();
}

function headerSlot(request: WireRequest, name: string): SlotContent {
  const { rawHeaders } = request;
  let text: string | undefined;
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const line = rawHeaders[index];
    if (line?.length !== name.length || line.toLowerCase() !== name) continue;
    if (text !== undefined) return 'repeated';
    text = rawHeaders[index + 1] ?? '';
  }
  return text === undefined ? 'absent' : { text };
}

function single(values: readonly string[]): SlotContent {
  const [text] = values;
  if (text === undefined) return 'absent';
  return values.length > 1 ? 'repeated' : { text };
}
