const startLength = 6;
const slots = 1 << 22;

/**
 * Searches texts for any of many secrets in one pass: a bitmap of the hashes of their first characters sorts out
 * almost every place, so that megabytes of reports take a moment however many secrets there are.
 */
export class SecretScan {
  readonly #starts = new Uint8Array(slots);
  readonly #byStart = new Map<string, string[]>();

  /** Each secret is also searched for as JSON, HTML and XML spell it. */
  constructor(secrets: Iterable<string>) {
    for (const spelling of new Set([...new Set(secrets)].flatMap(spellings))) {
      if (spelling.length < startLength) continue;
      const start = spelling.slice(0, startLength);
      const known = this.#byStart.get(start);
      if (known === undefined) this.#byStart.set(start, [spelling]);
      else known.push(spelling);
      this.#starts[hashAt(spelling, 0)] = 1;
    }
  }

  /** Does the text hold a secret? */
  finds(text: string): boolean {
    for (let at = 0; at + startLength <= text.length; at += 1) {
      if (this.#starts[hashAt(text, at)] !== 1) continue;
      const candidates = this.#byStart.get(text.slice(at, at + startLength));
      if (candidates?.some((secret) => text.startsWith(secret, at)) === true) return true;
    }
    return false;
  }
}

function hashAt(text: string, at: number): number {
  let hash = 0;
  for (let offset = 0; offset < startLength; offset += 1) hash = (hash * 33) ^ text.charCodeAt(at + offset);
  return hash & (slots - 1);
}

function spellings(text: string): readonly string[] {
  if (/^[\w.~+/=:-]*$/.test(text)) return [text];
  const markup = text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
  return [
    text,
    JSON.stringify(text).slice(1, -1),
    markup,
    markup.replaceAll("'", '&#39;'),
    markup.replaceAll("'", '&apos;'),
  ];
}
