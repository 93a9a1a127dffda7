import { digestOf, fingerprint } from './secrets/digest.ts';
import type { Credentials } from './state/credentials.ts';

const shownCharacters = 500;
/** Shorter values are too guessable to be taken for secrets, and too frequent in paths. */
const shortestSecret = 12;
const mostEncodings = 4;

/**
 * The path as the journal shows it: every secret of the space in it, whole segment or part of one, over several
 * segments or percent-encoded however often, is replaced by its fingerprint; then the rest is cut.
 */
export function maskedPath(credentials: Credentials, path: string): string {
  let shown = masked(credentials, path);
  let text = shown;
  for (let round = 0; round < mostEncodings; round++) {
    const decoded = percentDecoded(text);
    if (decoded === text) return cut(shown);
    text = masked(credentials, decoded);
    if (text !== decoded) shown = text;
  }
  return percentDecoded(text) === text ? cut(shown) : '(a path that is percent-encoded too often)';
}

function cut(text: string): string {
  return text.length > shownCharacters ? `${text.slice(0, shownCharacters)}…` : text;
}

/** What lies behind the cut is not looked at, save as the rest of a secret that begins before it. */
function masked(credentials: Credentials, text: string): string {
  const lengths = [...credentials.secretLengths].filter(
    (length) => length >= shortestSecret && length <= text.length,
  );
  if (lengths.length === 0) return text;
  let shown = '';
  let index = 0;
  while (index < text.length && shown.length <= shownCharacters) {
    const secret = secretAt(credentials, lengths, text, index);
    shown += secret === undefined ? text[index] : `#${fingerprint(secret)}`;
    index += secret?.length ?? 1;
  }
  return shown + text.slice(index);
}

function secretAt(
  credentials: Credentials,
  lengths: readonly number[],
  text: string,
  from: number,
): string | undefined {
  for (const length of lengths) {
    const candidate = text.slice(from, from + length);
    if (candidate.length === length && credentials.isKnownDigest(digestOf(candidate))) return candidate;
  }
  return undefined;
}

/** Takes one layer of percent-encoding off; what is no encoding stays, so that one broken escape hides nothing. */
function percentDecoded(text: string): string {
  return text.replace(/(?:%[0-9a-f]{2})+/gi, (escapes) =>
    Buffer.from(escapes.replaceAll('%', ''), 'hex').toString('utf8'),
  );
}
