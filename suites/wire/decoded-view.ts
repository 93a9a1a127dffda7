/** A text behind an encoding, each of its characters with the place in the original that it was read from. */
export interface DecodedView {
  readonly text: string;
  /** What was undone, the outermost first; empty for the original. */
  readonly label: string;
  /** How often an encoding was undone. */
  readonly depth: number;
  /** Per UTF-16 unit: where in the original it begins and ends. */
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
}

/** What an escape stands for, and how many UTF-16 units of the text it takes. */
interface Escape {
  readonly text: string;
  readonly length: number;
}

interface Encoding {
  readonly label: string;
  /** The unit that every escape begins with. */
  readonly lead: number;
  /** The escape that begins at a place. Undefined if none does. */
  readonly read: (text: string, at: number) => Escape | undefined;
}

const jsonEscapes: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };
const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

// Read by hand: a hostile text has an escape at every other place, and up to some forty views.
const encodings: readonly Encoding[] = [
  { label: 'percent', lead: 0x25, read: readPercent },
  { label: 'html', lead: 0x26, read: readEntity },
  { label: 'json', lead: 0x5c, read: readJson },
];
const anyEscape = /%[0-9a-f]{2}|&#?\w+;|\\/i;
/** An echo in a link in a JSON text, once more in a string. Deeper nesting is nobody's accident. */
const deepest = 3;

/**
 * What the text says if percent, HTML and JSON escapes are undone, in any order, however few characters are escaped.
 * One view at a time: those of a text of megabytes would not fit side by side.
 */
export function* decodedViews(text: string): Generator<DecodedView> {
  if (!anyEscape.test(text)) return;
  const places = new Uint32Array(text.length + 1);
  for (let at = 0; at <= text.length; at += 1) places[at] = at;
  const original = { text, label: '', depth: 0, starts: places, ends: places.subarray(1) };
  yield* within(original, new Map());
}

/** `seen`: at which depth each reading stood. Two orders of undoing that read the same are one, the shorter way's. */
function* within(view: DecodedView, seen: Map<string, number>): Generator<DecodedView> {
  for (const encoding of encodings) {
    const undone = undo(view, encoding);
    const before = undone && seen.get(undone.text);
    if (undone === undefined || (before !== undefined && before <= undone.depth)) continue;
    seen.set(undone.text, undone.depth);
    yield undone;
    if (undone.depth < deepest) yield* within(undone, seen);
  }
}

/** Undefined if there is nothing to undo. */
function undo(view: DecodedView, { label, lead, read }: Encoding): DecodedView | undefined {
  const { text } = view;
  let next = nextEscape(text, 0, lead, read);
  if (next === undefined) return undefined;
  // What is decoded is never longer than what it was decoded from.
  const units = new Uint16Array(text.length);
  const starts = new Uint32Array(text.length);
  const ends = new Uint32Array(text.length);
  let length = 0;
  const put = (unit: number, from: number, to: number): void => {
    units[length] = unit;
    starts[length] = view.starts[from] ?? 0;
    ends[length] = view.ends[to] ?? 0;
    length += 1;
  };
  for (let at = 0; at < text.length; ) {
    if (at !== next?.at) {
      put(text.charCodeAt(at), at, at);
      at += 1;
      continue;
    }
    const { spelt }: Found = next;
    const after: number = at + spelt.length;
    for (let unit = 0; unit < spelt.text.length; unit += 1) put(spelt.text.charCodeAt(unit), at, after - 1);
    at = after;
    next = nextEscape(text, at, lead, read);
  }
  return {
    text: Buffer.from(units.buffer, 0, length * 2).toString('utf16le'),
    label: view.label === '' ? label : view.label,
    depth: view.depth + 1,
    starts: starts.subarray(0, length),
    ends: ends.subarray(0, length),
  };
}

interface Found {
  readonly at: number;
  readonly spelt: Escape;
}

function nextEscape(text: string, from: number, lead: number, read: Encoding['read']): Found | undefined {
  for (let at = from; at < text.length; at += 1) {
    const spelt = text.charCodeAt(at) === lead ? read(text, at) : undefined;
    if (spelt !== undefined) return { at, spelt };
  }
  return undefined;
}

/** The value of so many hexadecimal digits; undefined if one is none. */
function hexAt(text: string, from: number, digits: number): number | undefined {
  let value = 0;
  for (let at = from; at < from + digits; at += 1) {
    const unit = text.charCodeAt(at);
    const letter = unit | 0x20;
    if (unit >= 0x30 && unit <= 0x39) value = value * 16 + unit - 0x30;
    else if (letter >= 0x61 && letter <= 0x66) value = value * 16 + letter - 0x57;
    else return undefined;
  }
  return value;
}

/** One character, since a secret may begin at any of them; a byte that is no UTF-8 is one for itself. */
function readPercent(text: string, at: number): Escape | undefined {
  const lead = hexAt(text, at + 1, 2);
  if (lead === undefined) return undefined;
  if (lead < 0x80) return { text: String.fromCharCode(lead), length: 3 };
  const length = lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
  const bytes = lead < 0xc2 ? undefined : percentBytes(text, at, length);
  const read = bytes === undefined ? '' : utf8.decode(bytes);
  // Replacement stands for bytes that are none, or for itself.
  const whole = [...read].length === 1 && (read !== '\ufffd' || (lead === 0xef && bytes?.[2] === 0xbd));
  return whole ? { text: read, length: 3 * length } : { text: '\ufffd', length: 3 };
}

const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });

function percentBytes(text: string, from: number, count: number): Uint8Array | undefined {
  const bytes = new Uint8Array(count);
  for (let index = 0; index < count; index += 1) {
    const at = from + index * 3;
    const byte = text.charCodeAt(at) === 0x25 ? hexAt(text, at + 1, 2) : undefined;
    if (byte === undefined) return undefined;
    bytes[index] = byte;
  }
  return bytes;
}

/** `&` and `;` with what can stand between them. */
const longestEntity = 9;

function readEntity(text: string, at: number): Escape | undefined {
  let end = at + 1;
  const limit = Math.min(text.length, at + longestEntity);
  while (end < limit && text.charCodeAt(end) !== 0x3b) end += 1;
  if (end >= limit) return undefined;
  const character = entityText(text.slice(at + 1, end).toLowerCase());
  return character === undefined ? undefined : { text: character, length: end + 1 - at };
}

function entityText(name: string): string | undefined {
  if (!name.startsWith('#')) return Object.hasOwn(entities, name) ? entities[name] : undefined;
  const digits = /^#(?:(\d{1,6})|x([\da-f]{1,5}))$/.exec(name);
  if (digits === null) return undefined;
  const code = digits[1] === undefined ? Number.parseInt(digits[2] ?? '', 16) : Number(digits[1]);
  return code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd';
}

function readJson(text: string, at: number): Escape | undefined {
  const letter = text.charAt(at + 1);
  if (letter === 'u' || letter === 'U') {
    const unit = hexAt(text, at + 2, 4);
    return unit === undefined ? undefined : { text: String.fromCharCode(unit), length: 6 };
  }
  return letter !== '' && '"\\/bfnrtBFNRT'.includes(letter)
    ? { text: jsonEscapes[letter] ?? letter, length: 2 }
    : undefined;
}
