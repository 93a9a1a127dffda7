import { createHash } from 'node:crypto';
import type { CredentialKind, EndEvent } from '../../spec/model.ts';
import type { Changes, Writable } from './changes.ts';
import { type Credential, type EndCause, isManaged, stateOf, stopsAt } from './credential.ts';
import { wholeOf } from './lean-credential.ts';
import { delayMs, type Edge } from './timing.ts';

/** Events that happened while something was being signed. */
export type Watch = { readonly event: EndEvent; readonly fits: (credential: Credential) => boolean }[];

/** All credentials of one space, found by kind and digest, or by kind and id. Every write is one synchronous step. */
export class Credentials {
  readonly #byKind = new Map<
    string,
    {
      readonly byDigest: Map<string, Credential>;
      readonly byId: Map<string, Credential>;
      readonly byTokenId: Map<string, Credential>;
    }
  >();
  readonly #burnt = new Set<string>();
  readonly #secretLengths = new Set<number>();
  readonly #watches = new Set<Watch>();
  /** Ends that met a used-up credential: they hold if its use is undone. */
  readonly #overtaken = new WeakMap<Credential, NonNullable<Credential['end']>>();
  readonly #edge: Edge;
  readonly #changes: Changes | undefined;

  constructor(edge: Edge, changes?: Changes) {
    this.#edge = edge;
    this.#changes = changes;
  }

  /** Signing takes a moment: what would have ended this one in between, a burnt family or an event of the watch, ends it now. */
  add(credential: Credential, now = credential.issuedAt, watch?: Watch): void {
    const { endedBy } = credential.kind;
    this.#changes?.touch('credential', keyOf(credential));
    if (this.#burnt.has(credential.session) && endedBy.includes('reuse')) this.end(credential, 'reuse', now);
    const overtaking = watch?.find(({ event, fits }) => endedBy.includes(event) && fits(credential));
    if (overtaking) this.end(credential, overtaking.event, now);
    const shelf = this.#shelf(credential.kind.name);
    shelf.byDigest.set(credential.digest, credential);
    if (credential.tokenId !== undefined) shelf.byTokenId.set(credential.tokenId, credential);
    if (credential.secretLength !== undefined) this.#secretLengths.add(credential.secretLength);
    shelf.byId.set(credential.id, credential);
  }

  byDigest(kind: string, digest: string): Credential | undefined {
    return this.#byKind.get(kind)?.byDigest.get(digest);
  }

  byTokenId(kind: string, tokenId: unknown): Credential | undefined {
    return typeof tokenId === 'string' ? this.#byKind.get(kind)?.byTokenId.get(tokenId) : undefined;
  }

  /** Lengths of all secrets that were stored. */
  get secretLengths(): ReadonlySet<number> {
    return this.#secretLengths;
  }

  /** Is it the digest of a secret of any kind, alive or not? */
  isKnownDigest(digest: string): boolean {
    return this.#byKind.values().some(({ byDigest }) => byDigest.has(digest));
  }

  byId(kind: string, id: string): Credential | undefined {
    return this.#byKind.get(kind)?.byId.get(id);
  }

  /** Gives the public id of one credential to its successor; the old one keeps a name nobody knows. */
  passId(from: Writable<Credential>, to: Writable<Credential>): void {
    const { byId } = this.#shelf(from.kind.name);
    byId.delete(from.id);
    byId.delete(to.id);
    to.id = from.id;
    from.id = createHash('sha256').update(from.digest).digest('hex').slice(0, 18);
    byId.set(from.id, from);
    byId.set(to.id, to);
    this.#changes?.touch('credential', keyOf(from));
    this.#changes?.touch('credential', keyOf(to));
  }

  /** What may be managed of one that lives on. */
  change(
    credential: Writable<Credential>,
    changed: Partial<Pick<Credential, 'name' | 'rights' | 'enabled' | 'expiresAt' | 'data'>>,
  ): void {
    Object.assign(credential, changed);
    this.#changes?.touch('credential', keyOf(credential));
  }

  /** A password's stand-in is on no record: it is not noted. */
  used(credential: Writable<Credential>, now: number): void {
    credential.usedAt = now;
    if (this.#changes !== undefined && credential.digest !== '')
      this.#changes.lag('use', credential, keyOf, credential);
  }

  /** The row as another process wrote it; its own time of use stays, that is told apart. */
  put(row: Credential): void {
    const shelf = this.#shelf(row.kind.name);
    const known: Writable<Credential> | undefined = shelf.byDigest.get(row.digest);
    if (known === undefined) {
      this.add(row);
      return;
    }
    if (shelf.byId.get(known.id) === known) shelf.byId.delete(known.id);
    Object.assign(known, wholeOf(row), { usedAt: known.usedAt });
    shelf.byId.set(known.id, known);
  }

  byKey(key: string): Credential | undefined {
    const mark = key.lastIndexOf(' ');
    return this.byDigest(key.slice(0, mark), key.slice(mark + 1));
  }

  get burnt(): ReadonlySet<string> {
    return this.#burnt;
  }

  putBurnt(session: string): void {
    this.#burnt.add(session);
  }

  /** In order of issue. */
  of(kind: string): Iterable<Credential> {
    return this.#byKind.get(kind)?.byDigest.values() ?? [];
  }

  *all(): Iterable<Credential> {
    for (const { byDigest } of this.#byKind.values()) yield* byDigest.values();
  }

  /** How many of a kind take a place in the partition of its `count`: alive, not rotated out. */
  counted(
    kind: CredentialKind,
    partition: { readonly tenant: string; readonly owner: string | undefined },
    now: number,
  ): number {
    let count = 0;
    for (const credential of this.of(kind.name)) {
      if (credential.end || credential.tenant !== partition.tenant) continue;
      if (kind.count.per === 'user' && credential.owner !== partition.owner) continue;
      if (now < stopsAt(credential, this.#edge)) count++;
    }
    return count;
  }

  /** Notes the events until `unwatch`: for credentials that are being made and are not stored yet. */
  watch(): Watch {
    const watch: Watch = [];
    this.#watches.add(watch);
    return watch;
  }

  unwatch(watch: Watch): void {
    this.#watches.delete(watch);
  }

  /** Final: what has ended once keeps its first end. */
  end(credential: Writable<Credential>, cause: EndCause, now: number): void {
    const from = now + delayMs(credential.kind.ends, this.#edge);
    if (credential.end?.cause === 'use' && !this.#overtaken.has(credential))
      this.#overtaken.set(credential, { cause, at: now, from });
    if (credential.end && credential.end.cause !== 'rotate') return;
    if (credential.end && credential.end.from <= from) return;
    credential.end = { cause, at: now, from };
    this.#changes?.touch('credential', keyOf(credential));
  }

  /** The old value of a rotation: works on for the declared time, or until it is revoked. */
  endByRotation(credential: Writable<Credential>, now: number): void {
    const { rotation } = credential.kind;
    if (rotation === 'overlap') return;
    if (rotation === 'none') this.end(credential, 'rotate', now);
    else credential.end ??= { cause: 'rotate', at: now, from: now + delayMs(rotation, this.#edge) };
    this.#changes?.touch('credential', keyOf(credential));
  }

  /** Ends every credential that fits and whose kind lists the event. */
  endAll(event: EndEvent, now: number, fits: (credential: Credential) => boolean): void {
    for (const watch of this.#watches) watch.push({ event, fits });
    for (const credential of this.all()) {
      if (credential.kind.endedBy.includes(event) && fits(credential)) this.end(credential, event, now);
    }
  }

  /** A used-up credential came again: whoever holds the rest of its session may be a thief (RFC 9700 §4.14). */
  burn(session: string, now: number): void {
    if (!this.#burnt.has(session)) this.#changes?.touch('burnt', session);
    this.#burnt.add(session);
    this.endAll('reuse', now, (credential) => credential.session === session);
  }

  /** Counts one use and ends what is used up; the undo is for an action that refuses after all. */
  useUp(credential: Writable<Credential>, now: number): () => void {
    const before = credential.end;
    credential.timesUsed++;
    this.#changes?.touch('credential', keyOf(credential));
    if (credential.kind.uses !== 'any' && credential.timesUsed >= credential.kind.uses) {
      // From ever: a request that arrived earlier and comes here later must not find it still good.
      credential.end = { cause: 'use', at: now, from: Number.NEGATIVE_INFINITY };
    }
    return () => {
      credential.timesUsed--;
      this.#changes?.touch('credential', keyOf(credential));
      if (credential.end?.cause === 'use') credential.end = this.#overtaken.get(credential) ?? before;
    };
  }

  stateOf(credential: Credential, now: number): ReturnType<typeof stateOf> {
    return stateOf(credential, now, this.#edge);
  }

  /** From when on it is refused, as far as that is known now; infinite if never. */
  worksUntil(credential: Credential): number {
    return Math.min(credential.end?.from ?? Number.POSITIVE_INFINITY, stopsAt(credential, this.#edge));
  }

  /** The next instant at which some credential begins, ends or expires. */
  nextChange(now: number): number {
    let next = Number.POSITIVE_INFINITY;
    for (const credential of this.all()) {
      if (credential.end && credential.end.from <= now) continue;
      for (const instant of [
        credential.startsAt,
        credential.end?.from ?? Number.POSITIVE_INFINITY,
        stopsAt(credential, this.#edge),
      ]) {
        if (instant > now && instant < next) next = instant;
      }
    }
    return next;
  }

  /** Those that are listed: see `isManaged`. */
  *managed(kind: string, now: number): Iterable<Credential> {
    for (const credential of this.of(kind)) if (isManaged(credential, now)) yield credential;
  }

  #shelf(kind: string): {
    readonly byDigest: Map<string, Credential>;
    readonly byId: Map<string, Credential>;
    readonly byTokenId: Map<string, Credential>;
  } {
    const known = this.#byKind.get(kind);
    if (known) return known;
    const shelf = {
      byDigest: new Map<string, Credential>(),
      byId: new Map<string, Credential>(),
      byTokenId: new Map<string, Credential>(),
    };
    this.#byKind.set(kind, shelf);
    return shelf;
  }
}

/** The digest of a value never changes, its id may. */
export function keyOf({ kind, digest }: Credential): string {
  return `${kind.name} ${digest}`;
}
