/** A text that gives a secret away, and what it is called: `base64`, `hex`. */
export interface Spelling {
  readonly text: string;
  readonly label: string;
}

/** Below this a piece of an encoding would match by chance. */
const shortestPiece = 8;

/** A secret as it stands by itself in its usual encodings. */
export function spellingsOf(secret: string): readonly Spelling[] {
  const bytes = Buffer.from(secret, 'utf8');
  const signature = /^[\w-]+\.[\w-]+\.([\w-]{16,})$/.exec(secret)?.[1];
  return [
    { text: secret, label: '' },
    { text: bytes.toString('base64'), label: 'base64' },
    { text: bytes.toString('base64').replace(/=+$/, ''), label: 'base64' },
    { text: bytes.toString('base64url'), label: 'base64url' },
    { text: Buffer.from(`${secret}:`).toString('base64'), label: 'basic-user' },
    { text: Buffer.from(`:${secret}`).toString('base64'), label: 'basic-password' },
    { text: encodeURIComponent(secret.toWellFormed()), label: 'percent' },
    { text: new URLSearchParams([['', secret]]).toString().slice(1), label: 'form' },
    { text: JSON.stringify(secret).slice(1, -1), label: 'json' },
    { text: [...secret].reverse().join(''), label: 'reversed' },
    ...(signature === undefined ? [] : [{ text: signature, label: 'signature' }]),
    ...piecesOf(secret),
  ];
}

/**
 * What of a Base64 or hexadecimal text is the secret's own, whatever stands before and after it in the encoded bytes
 * (a user name, a JSON member, the claims of a token), also where one of these encodings stands in another.
 */
function piecesOf(secret: string): readonly Spelling[] {
  const escaped = [
    secret,
    JSON.stringify(secret).slice(1, -1),
    encodeURIComponent(secret.toWellFormed()),
    secret.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`),
    escapedByName(secret),
  ];
  const inner = new Set(escaped.flatMap((text) => [text, JSON.stringify(text).slice(1, -1)]));
  const once = [...inner].flatMap(encoded);
  const twice = once.flatMap(({ text, label }) => encoded(text).map((piece) => ({ ...piece, label })));
  return [...once, ...twice];
}

function escapedByName(text: string): string {
  const names: Readonly<Record<string, string>> = { '&': 'amp', '<': 'lt', '>': 'gt', '"': 'quot' };
  return text.replace(/[&<>"']/g, (character) => `&${names[character] ?? '#39'};`);
}

function encoded(text: string): readonly Spelling[] {
  const bytes = Buffer.from(text, 'utf8');
  const hex = bytes.toString('hex');
  const pieces = [0, 1, 2].flatMap((shift) => {
    const piece = base64Piece(bytes, shift);
    const url = piece.replaceAll('+', '-').replaceAll('/', '_');
    return url === piece
      ? [{ text: piece, label: 'base64' }]
      : [
          { text: piece, label: 'base64' },
          { text: url, label: 'base64url' },
        ];
  });
  return [{ text: hex, label: 'hex' }, { text: hex.toUpperCase(), label: 'hex' }, ...pieces].filter(
    (piece) => piece.text.length >= shortestPiece,
  );
}

/** The characters of Base64 that the bytes alone decide if they begin `shift` bytes after a multiple of three. */
function base64Piece(bytes: Buffer, shift: number): string {
  const all = Buffer.concat([Buffer.alloc(shift), bytes]).toString('base64');
  return all.slice(Math.ceil((shift * 8) / 6), Math.floor(((shift + bytes.length) * 8) / 6));
}
