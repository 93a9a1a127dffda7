const utf8 = new TextDecoder('utf-8', { fatal: true });
const canonical = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/**
 * Strict RFC 4648 §4: the standard alphabet, padded, no stray bits, and UTF-8 without control characters inside
 * (RFC 7617 §2). Undefined for all else; `Buffer` alone would accept nearly anything.
 */
export function decodeBase64(text: string): string | undefined {
  if (text === '' || !canonical.test(text)) return undefined;
  const bytes = Buffer.from(text, 'base64');
  if (bytes.toString('base64') !== text) return undefined;
  try {
    const decoded = utf8.decode(bytes);
    return /[\p{Cc}]/u.test(decoded) ? undefined : decoded;
  } catch {
    return undefined;
  }
}
