import type { HeaderPair, HistoryResponse } from '../../spec/history.ts';

/** Names that say that a secret stands there, whatever the document says: `client_secret`, `resetToken`, `X-Api-Key`. */
const secretName = /(?:pass(?:word|wd|phrase)|secret|token|api[-_]?key|^(?:proxy-)?authorization)$/i;

/** Shorter ones, and texts with blanks, are words: `{"password": "is too short"}`. */
const credentialLike = /^\S{6,}$/;

/** Nothing but an alias, perhaps behind the name of a scheme: what is a secret in it is masked already. */
const aliased = /^(?:\S+ )?⟦[^⟧]*⟧=*$/;

const member = /("(?:[^"\\]|\\.)*"\s*:\s*")((?:[^"\\]|\\.)*)"/g;
const assignment = /([\w-]+=)([^&\s"'<>;,]+)/g;

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
      body: this.#assignments(
        response.body.replace(member, (whole, start: string, value: string) =>
          secretName.test(start.slice(1, start.lastIndexOf('"', start.length - 2)))
            ? `${start}${this.#value(value)}"`
            : whole,
        ),
      ),
    };
  }

  #field([name, value]: HeaderPair): HeaderPair {
    if (/^set-cookie$/i.test(name))
      return [name, value.replace(/^([^=;]*=)([^;]+)/, (_, start, text) => start + this.#value(text, true))];
    if (secretName.test(name)) return [name, value.replace(/\S+$/, (text) => this.#value(text))];
    return [name, this.#assignments(value)];
  }

  #assignments(text: string): string {
    return text.replace(assignment, (whole, start: string, value: string) =>
      secretName.test(start.slice(0, -1)) ? start + this.#value(value) : whole,
    );
  }

  #value(value: string, always = false): string {
    if (aliased.test(value) || !(always || credentialLike.test(value.replace(/⟦[^⟧]*⟧/g, '')))) return value;
    const mask = this.#masks.get(value) ?? `⟦unlisted#${this.#where}.${this.#masks.size + 1}⟧`;
    this.#masks.set(value, mask);
    return mask;
  }
}
