import type { HeaderPair } from '../../spec/history.ts';

/** Secrets shorter than this are not searched for: they would match by chance. */
const shortestSearchable = 6;

/**
 * Knows every secret of a run in every encoding, and puts its alias in its place: `⟦token#issue-and-list.3⟧`, with its encoding
 * `⟦token#issue-and-list.3 base64⟧`.
 * The alias keeps equality, so rules judge aliased text alone.
 */
export class Taint {
  /** Text as it may appear → what stands in its place. */
  readonly #forms = new Map<string, string>();
  readonly #aliases = new Map<string, string>();
  readonly #counters = new Map<string, number>();
  /** Forms by their first characters, longest first: one look-up per place of a text, however many secrets. */
  readonly #byStart = new Map<string, readonly string[]>();

  /**
   * The alias of a secret, the same for the same secret. A new one is `<kind>#<where>.<n>`, counted per experiment, so
   * that it does not depend on what else ran.
   */
  aliasFor(kind: string, secret: string, where: string): string {
    const key = `${kind}\n${secret}`;
    const known = this.#aliases.get(key);
    if (known !== undefined) return known;
    const stem = `${kind}#${where}`;
    const next = (this.#counters.get(stem) ?? 0) + 1;
    this.#counters.set(stem, next);
    const alias = `${stem}.${next}`;
    this.#aliases.set(key, alias);
    this.register(alias, secret);
    return alias;
  }

  /** Registers a secret under a given alias with all its usual encodings. */
  register(alias: string, secret: string): void {
    this.registerForm(alias, secret, '');
    const bytes = Buffer.from(secret, 'utf8');
    this.registerForm(alias, bytes.toString('base64'), 'base64');
    this.registerForm(alias, bytes.toString('base64').replace(/=+$/, ''), 'base64');
    this.registerForm(alias, bytes.toString('base64url'), 'base64url');
    this.registerForm(alias, Buffer.from(`${secret}:`).toString('base64'), 'basic-user');
    this.registerForm(alias, Buffer.from(`:${secret}`).toString('base64'), 'basic-password');
    this.registerForm(alias, bytes.toString('hex'), 'hex');
    this.registerForm(alias, encodeURIComponent(secret), 'percent');
    this.registerForm(alias, new URLSearchParams([['', secret]]).toString().slice(1), 'form');
    this.registerForm(alias, JSON.stringify(secret).slice(1, -1), 'json');
    this.registerForm(alias, [...secret].reverse().join(''), 'reversed');
    const signature = /^[\w-]+\.[\w-]+\.([\w-]{16,})$/.exec(secret)?.[1];
    if (signature !== undefined) this.registerForm(alias, signature, 'signature');
  }

  /** Registers one more text that gives the secret away: a truncated token, a ready-made header value. */
  registerForm(alias: string, text: string, label: string): void {
    if (text.length < shortestSearchable || this.#forms.has(text)) return;
    this.#forms.set(text, label === '' ? `⟦${alias}⟧` : `⟦${alias} ${label}⟧`);
    const start = text.slice(0, shortestSearchable);
    this.#byStart.set(
      start,
      [...(this.#byStart.get(start) ?? []), text].sort((a, b) => b.length - a.length),
    );
  }

  /** Replaces every known secret in a text, the longest where several begin at the same place. */
  clean(text: string): string {
    let result = '';
    let from = 0;
    for (let at = 0; at + shortestSearchable <= text.length; at += 1) {
      const form = this.#byStart
        .get(text.slice(at, at + shortestSearchable))
        ?.find((one) => text.startsWith(one, at));
      if (form === undefined) continue;
      result += text.slice(from, at) + (this.#forms.get(form) ?? '');
      from = at + form.length;
      at = from - 1;
    }
    return from === 0 ? text : result + text.slice(from);
  }

  cleanPairs(pairs: readonly HeaderPair[]): readonly HeaderPair[] {
    return pairs.map(([name, value]) => [name, this.clean(value)]);
  }

  /** Every text that gives a secret away. */
  texts(): readonly string[] {
    return [...this.#forms.keys()];
  }
}
