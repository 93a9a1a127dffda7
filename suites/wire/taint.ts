import { TargetError } from '../../spec/errors.ts';
import type { HeaderPair } from '../../spec/history.ts';
import { decodedViews } from './decoded-view.ts';
import { spellingsOf } from './encodings.ts';

/** Secrets shorter than this are not searched for: they would match by chance. */
const shortestSearchable = 6;

/** Marks for the hashes of first characters: a power of two, large enough that few places of a text hit one by chance. */
const hashSlots = 1 << 18;

/** From this length on it pays to remember what a text reads like: a target may send the same page all day long. */
const worthKeeping = 2_000;

/** A secret has some hundred spellings. Beyond these bounds a target wears out memory, not a tester's patience. */
const longestSecret = 20_000;
const mostSecrets = 20_000;
const mostCharacters = 150_000_000;

/** A known text, and where it stands. */
interface Hit {
  readonly from: number;
  readonly to: number;
  readonly mark: Mark;
  /** Encodings undone to read it. */
  readonly depth: number;
}

interface Mark {
  readonly alias: string;
  /** The encoding; empty: the secret as it is. */
  readonly label: string;
}

/**
 * Knows every secret of a run in every encoding, and puts its alias in its place: `⟦token#issue-and-list.3⟧`, with its encoding
 * `⟦token#issue-and-list.3 base64⟧`.
 * The alias keeps equality, so rules judge aliased text alone.
 */
export class Taint {
  /** Text as it may appear → what stands in its place. */
  readonly #forms = new Map<string, Mark>();
  readonly #aliases = new Map<string, string>();
  readonly #counters = new Map<string, number>();
  /** Lengths of the forms with the same first characters, longest first: one look-up per place of a text. */
  readonly #lengths = new Map<string, number[]>();
  /** Which hashes the first characters of a form have: sorts out almost every place of a text. */
  readonly #starts = new Uint8Array(hashSlots);
  /** Long texts as they read with the forms known so far. */
  readonly #cleaned = new Map<string, string>();
  #characters = 0;

  /**
   * The alias of a secret, the same for the same secret. A new one is `<kind>#<where>.<n>`, counted per experiment: for
   * what only one experiment sees it does not depend on what else ran.
   * @throws TargetError if there are more secrets, or longer ones, than can be watched
   */
  aliasFor(kind: string, secret: string, where: string): string {
    const key = `${kind}\n${secret}`;
    const known = this.#aliases.get(key);
    if (known !== undefined) return known;
    if (
      secret.length > longestSecret ||
      this.#aliases.size >= mostSecrets ||
      this.#characters > mostCharacters
    )
      throw new TargetError(
        `the target gives out more or longer secrets than can be kept out of reports: number ${this.#aliases.size + 1}, of ${secret.length} characters`,
      );
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
    this.registerAs(alias, secret, '');
  }

  /** Registers another text that is as good as the secret, with all its usual encodings; unlabelled ones get the label. */
  registerAs(alias: string, secret: string, otherwise: string): void {
    for (const { text, label } of spellingsOf(secret))
      this.registerForm(alias, text, label === '' ? otherwise : label);
  }

  /** Registers one more text that gives the secret away: a truncated token, a ready-made header value. */
  registerForm(alias: string, text: string, label: string): void {
    if (text.length < shortestSearchable || this.#forms.has(text)) return;
    this.#forms.set(text, { alias, label });
    this.#characters += text.length;
    this.#starts[startHash(text, 0)] = 1;
    this.#cleaned.clear();
    const start = text.slice(0, shortestSearchable);
    const lengths = this.#lengths.get(start);
    if (lengths === undefined) this.#lengths.set(start, [text.length]);
    else if (!lengths.includes(text.length)) lengths.splice(placeOf(text.length, lengths), 0, text.length);
  }

  /**
   * Replaces every known secret in a text, the longest where several begin at the same place; also where some of its
   * characters are escaped.
   */
  clean(text: string): string {
    if (text.length < worthKeeping) return this.#clean(text);
    const known = this.#cleaned.get(text);
    if (known !== undefined) return known;
    const cleaned = this.#clean(text);
    this.#cleaned.set(text, cleaned);
    return cleaned;
  }

  #clean(text: string): string {
    const hits = this.#hitsIn(text);
    let escaped = false;
    for (const view of decodedViews(text)) {
      escaped = true;
      for (const { from, to, mark } of this.#hitsIn(view.text)) {
        const label = mark.label === '' ? view.label : mark.label;
        const place = { from: view.starts[from] ?? 0, to: view.ends[to - 1] ?? 0 };
        hits.push({ ...place, mark: { ...mark, label }, depth: view.depth });
      }
    }
    const pieces: string[] = [];
    let done = 0;
    for (const { from, to, mark } of escaped ? apart(hits, text.length) : hits) {
      pieces.push(text.slice(done, from), `⟦${mark.alias}${mark.label === '' ? '' : ` ${mark.label}`}⟧`);
      done = to;
    }
    return done === 0 ? text : pieces.join('') + text.slice(done);
  }

  #hitsIn(text: string): Hit[] {
    const hits: Hit[] = [];
    for (let at = 0; at + shortestSearchable <= text.length; at += 1) {
      const hit = this.#starts[startHash(text, at)] === 1 ? this.#hitAt(text, at) : undefined;
      if (hit === undefined) continue;
      hits.push(hit);
      at = hit.to - 1;
    }
    return hits;
  }

  #hitAt(text: string, at: number): Hit | undefined {
    for (const length of this.#lengths.get(text.slice(at, at + shortestSearchable)) ?? []) {
      const mark = at + length > text.length ? undefined : this.#forms.get(text.slice(at, at + length));
      if (mark !== undefined) return { from: at, to: at + length, mark, depth: 0 };
    }
    return undefined;
  }

  cleanPairs(pairs: readonly HeaderPair[]): readonly HeaderPair[] {
    return pairs.map(([name, value]) => [name, this.clean(value)]);
  }

  /** Every text that gives a secret away. */
  texts(): readonly string[] {
    return [...this.#forms.keys()];
  }
}

/** Of the first characters from a place on. */
function startHash(text: string, at: number): number {
  let hash = 0;
  for (let offset = 0; offset < shortestSearchable; offset += 1)
    hash = Math.imul(hash, 33) ^ text.charCodeAt(at + offset);
  return (hash ^ (hash >>> 15)) & (hashSlots - 1);
}

function placeOf(length: number, descending: readonly number[]): number {
  const at = descending.findIndex((one) => one < length);
  return at < 0 ? descending.length : at;
}

/** Hits in their order; of those that overlap the longest, read the shortest way. In one reading none overlap. */
function apart(hits: readonly Hit[], length: number): readonly Hit[] {
  const kept: Hit[] = [];
  // Whatever a shorter hit shares with a longer one, one of its ends lies in it.
  const taken = new Uint8Array(length);
  for (const hit of hits.toSorted((a, b) => b.to - b.from - (a.to - a.from) || a.depth - b.depth)) {
    if (taken[hit.from] === 1 || taken[hit.to - 1] === 1) continue;
    taken.fill(1, hit.from, hit.to);
    kept.push(hit);
  }
  return kept.sort((a, b) => a.from - b.from);
}
