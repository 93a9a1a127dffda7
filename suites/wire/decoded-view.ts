/** A text behind an encoding, each of its characters with the place in the original that it was read from. */
export interface DecodedView {
  readonly text: string;
  /** What was undone, the outermost first; empty for the original. */
  readonly label: string;
  /** Per UTF-16 unit: where in the original it begins and ends. */
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

interface Encoding {
  readonly label: string;
  readonly escapes: RegExp;
  /** The pieces of text that one match stands for, each with its length in the match. */
  readonly decode: (match: string) => readonly (readonly [text: string, length: number])[];
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

/** What the text says if percent, HTML and JSON escapes are undone, in any order, however few characters are escaped. */
export function decodedViews(text: string): readonly DecodedView[] {
  if (!anyEscape.test(text)) return [];
  const places = Array.from({ length: text.length + 1 }, (_, index) => index);
  let layer: readonly DecodedView[] = [{ text, label: '', starts: places, ends: places.slice(1) }];
  const found = new Map<string, DecodedView>();
  for (let depth = 0; depth < deepest && layer.length > 0; depth += 1) {
    const next: DecodedView[] = [];
    for (const view of layer.flatMap((one) => encodings.flatMap((encoding) => undo(one, encoding) ?? []))) {
      // Two orders of undoing that read the same are one.
      if (found.has(view.text)) continue;
      found.set(view.text, view);
      next.push(view);
    }
    layer = next;
  }
  return [...found.values()];
}

/** Undefined if there is nothing to undo. */
function undo(view: DecodedView, { label, escapes, decode }: Encoding): DecodedView | undefined {
  let text = '';
  const starts: number[] = [];
  const ends: number[] = [];
  let from = 0;
  const add = (piece: string, start: number, end: number): void => {
    for (let unit = 0; unit < piece.length; unit += 1) {
      starts.push(view.starts[start] ?? 0);
      ends.push(view.ends[end - 1] ?? 0);
    }
    text += piece;
  };
  const keep = (to: number): void => {
    for (let at = from; at < to; at += 1) add(view.text.charAt(at), at, at + 1);
  };
  for (const match of view.text.matchAll(escapes)) {
    keep(match.index);
    let at = match.index;
    for (const [piece, length] of decode(match[0])) {
      add(piece, at, at + length);
      at += length;
    }
    from = at;
  }
  if (from === 0) return undefined;
  keep(view.text.length);
  return { text, label: view.label === '' ? label : view.label, starts, ends };
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** One piece per character, since a secret may begin at any of them; a byte that is no UTF-8 is one for itself. */
function percentDecoded(match: string): readonly (readonly [string, number])[] {
  const bytes = Buffer.from(match.replaceAll('%', ''), 'hex');
  const pieces: [string, number][] = [];
  for (let at = 0; at < bytes.length; ) {
    const lead = bytes[at] ?? 0;
    const length = lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
    const character = decodedOrUndefined(bytes.subarray(at, at + length));
    const taken = character === undefined ? 1 : length;
    pieces.push([character ?? '\ufffd', 3 * taken]);
    at += taken;
  }
  return pieces;
}

function decodedOrUndefined(bytes: Buffer): string | undefined {
  try {
    const text = utf8.decode(bytes);
    return [...text].length === 1 ? text : undefined;
  } catch {
    return undefined;
  }
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
