import type { HeaderPair, HistoryResponse } from '../../spec/history.ts';

/** Names that say that a secret stands there, whatever the document says: `client_secret`, `resetToken`, `X-Api-Key`. */
const secretName = /(?:pass(?:word|wd|phrase)|secret|token|api[-_]?key|^(?:proxy-)?authorization)$/i;

/** Shorter ones, and texts with blanks, are words: `{"password": "is too short"}`. */
const credentialLike = /^\S{6,}$/;

/** Nothing but an alias, perhaps behind the name of a scheme: what is a secret in it is masked already. */
const aliased = /^(?:\S+ )?⟦[^⟧]*⟧=*$/;

const longestName = 200;

/** From the start of a name on only: else every place of a long text would be read to its end. */
const assignment = /((?<![\w-])[\w-]+=)([^&\s"'<>;,]+)/g;

/**
 * Masks what looks like a secret in answers, after every known one has its alias: values of cookies, of fields and
 * members named like a secret. The same value gets the same mask, so that masked answers can still be compared.
 */
export class Mask {
  readonly #masks = new Map<string, string>();
  readonly #where: string;

  /** `where`: the experiment, so that a mask does not depend on what else ran. */
  constructor(where: string) {
    this.#where = where;
  }

  response(response: HistoryResponse): HistoryResponse {
    return {
      ...response,
      headers: response.headers.map((pair) => this.#field(pair)),
      ...(response.trailers === undefined
        ? {}
        : { trailers: response.trailers.map((pair) => this.#field(pair)) }),
      body: this.#assignments(this.#members(response.body)),
    };
  }

  /** A text as it stands in the answers so far. */
  known(text: string): string {
    return this.#masks.get(text) ?? text;
  }

  #field([name, value]: HeaderPair): HeaderPair {
    if (/^set-cookie$/i.test(name))
      return [name, value.replace(/^([^=;]*=)([^;]+)/, (_, start, text) => start + this.#value(text, true))];
    if (secretName.test(name)) {
      const start = Math.max(value.lastIndexOf(' '), value.lastIndexOf('\t')) + 1;
      return [name, value.slice(0, start) + this.#value(value.slice(start))];
    }
    return [name, this.#assignments(value)];
  }

  /** Wherever a colon stands between two quotes, so that a stray quote somewhere before hides nothing. */
  #members(text: string): string {
    const pieces: string[] = [];
    let done = 0;
    for (const { 0: between, index } of text.matchAll(/"\s{0,50}:\s{0,50}"/g)) {
      if (index < done) continue;
      const before = text.slice(Math.max(done, index - longestName), index);
      if (!secretName.test(before.slice(before.lastIndexOf('"') + 1))) continue;
      const from = index + between.length;
      const to = endOfString(text, from);
      if (to === undefined) break;
      pieces.push(text.slice(done, from), this.#value(text.slice(from, to)));
      done = to;
    }
    return pieces.join('') + text.slice(done);
  }

  #assignments(text: string): string {
    return text.replace(assignment, (whole, start: string, value: string) =>
      secretName.test(start.slice(0, -1)) ? start + this.#value(value) : whole,
    );
  }

  #value(value: string, always = false): string {
    if (aliased.test(value) || !(always || credentialLike.test(value.replace(/⟦[^⟦⟧]*⟧/g, '')))) return value;
    const mask = this.#masks.get(value) ?? `⟦unlisted#${this.#where}.${this.#masks.size + 1}⟧`;
    this.#masks.set(value, mask);
    return mask;
  }
}

/** Where the quote stands that ends a JSON string. */
function endOfString(text: string, from: number): number | undefined {
  for (let at = from; at < text.length; at += text[at] === '\\' ? 2 : 1) if (text[at] === '"') return at;
  return undefined;
}
