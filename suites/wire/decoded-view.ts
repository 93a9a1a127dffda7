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

/** A piece of text that a part of a match stands for, with the length of that part. */
type Piece = readonly [text: string, length: number];

interface Encoding {
  readonly label: string;
  readonly escapes: RegExp;
  readonly decode: (match: string) => Iterable<Piece>;
}

const jsonEscapes: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };
const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

const encodings: readonly Encoding[] = [
  { label: 'percent', escapes: /(?:%[0-9a-f]{2})+/gi, decode: percentDecoded },
  {
    label: 'html',
    escapes: /&(?:amp|lt|gt|quot|apos|#\d{1,6}|#x[0-9a-f]{1,5});/gi,
    decode: (match) => [[entityText(match.slice(1, -1).toLowerCase()), match.length]],
  },
  {
    label: 'json',
    escapes: /\\(?:["\\/bfnrt]|u[0-9a-f]{4})/gi,
    decode: (match) => [[jsonText(match.slice(1)), match.length]],
  },
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
  const places = Uint32Array.from({ length: text.length + 1 }, (_, index) => index);
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
function undo(view: DecodedView, { label, escapes, decode }: Encoding): DecodedView | undefined {
  const pieces: string[] = [];
  // What is decoded is never longer than what it was decoded from.
  const starts = new Uint32Array(view.text.length);
  const ends = new Uint32Array(view.text.length);
  let length = 0;
  let from = 0;
  const keep = (to: number): void => {
    if (to === from) return;
    pieces.push(view.text.slice(from, to));
    starts.set(view.starts.subarray(from, to), length);
    ends.set(view.ends.subarray(from, to), length);
    length += to - from;
  };
  for (const match of view.text.matchAll(escapes)) {
    keep(match.index);
    let at = match.index;
    for (const [piece, taken] of decode(match[0])) {
      pieces.push(piece);
      for (let unit = 0; unit < piece.length; unit += 1) {
        starts[length] = view.starts[at] ?? 0;
        ends[length] = view.ends[at + taken - 1] ?? 0;
        length += 1;
      }
      at += taken;
    }
    from = at;
  }
  if (from === 0) return undefined;
  keep(view.text.length);
  return {
    text: pieces.join(''),
    label: view.label === '' ? label : view.label,
    depth: view.depth + 1,
    starts: starts.slice(0, length),
    ends: ends.slice(0, length),
  };
}

const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });

/** One piece per character, since a secret may begin at any of them; a byte that is no UTF-8 is one for itself. */
function* percentDecoded(match: string): Generator<Piece> {
  const bytes = Buffer.from(match.replaceAll('%', ''), 'hex');
  for (let at = 0; at < bytes.length; ) {
    const lead = bytes[at] ?? 0;
    if (lead < 0x80) {
      yield [String.fromCharCode(lead), 3];
      at += 1;
      continue;
    }
    const length = lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
    const text = lead < 0xc2 ? '\ufffd' : utf8.decode(bytes.subarray(at, at + length));
    // Replacement stands for bytes that are none, or for itself.
    const whole = [...text].length === 1 && (text !== '\ufffd' || isReplacement(bytes, at));
    yield [whole ? text : '\ufffd', whole ? 3 * length : 3];
    at += whole ? length : 1;
  }
}

function isReplacement(bytes: Buffer, at: number): boolean {
  return bytes[at] === 0xef && bytes[at + 1] === 0xbf && bytes[at + 2] === 0xbd;
}

function entityText(name: string): string {
  if (!name.startsWith('#')) return entities[name] ?? '';
  const code = name.startsWith('#x') ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
  return code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd';
}

function jsonText(letters: string): string {
  return letters.length > 1
    ? String.fromCharCode(Number.parseInt(letters.slice(1), 16))
    : (jsonEscapes[letters] ?? letters);
}
