import { randomBytes } from 'node:crypto';
import { pause } from '../../state/clock-timer.ts';
import type { StoredCounter } from '../../state/counter.ts';
import type { Credential } from '../../state/credential.ts';
import { Limiter } from '../../state/limiter.ts';
import type { World } from '../../state/world.ts';
import { StoreAway } from '../keeper.ts';
import { putRows, type Row } from '../rows.ts';
import type { Keeping, RedisStore } from './redis-store.ts';
import { type Confirmation, entryOf } from './replies.ts';
import type { SpaceKeys } from './space-keys.ts';

/** A space as this instance knows it: which version of it, and how it gets to a later one. */
export class Copy {
  readonly world: World;
  readonly #store: RedisStore;
  readonly #keys: SpaceKeys;
  readonly #open: () => Promise<void>;
  readonly #onGone: () => void;
  #version: string | undefined;
  /** Number of the last use that is known. */
  #uses = 0;
  #loading: Promise<boolean> | undefined;
  /** Counts what may make another answer of a call that was decided before. */
  edits = 0;

  constructor(store: RedisStore, world: World, open: () => Promise<void>, onGone: () => void) {
    this.#store = store;
    this.world = world;
    this.#keys = store.keysOf(world.name);
    this.#open = open;
    this.#onGone = onGone;
  }

  /** Undefined while it is none: it is loaded before the next call. */
  get version(): string | undefined {
    return this.#version;
  }

  /** Loads it if it is none. False if there is no such space any more. */
  async isThere(): Promise<boolean> {
    if (this.#version !== undefined) return true;
    this.#loading ??= this.#load().finally(() => {
      this.#loading = undefined;
    });
    return this.#loading;
  }

  async #load(): Promise<boolean> {
    await this.#open();
    let stored = await this.#store.load(this.#keys);
    if (stored === 'gone') {
      if (!(await this.#store.foundAgain(this.world))) {
        this.#onGone();
        return false;
      }
      stored = await this.#store.load(this.#keys);
      if (stored === 'gone') throw new StoreAway('the space comes and goes');
    }
    this.world.clear();
    putRows(this.world, stored.rows);
    this.world.changes?.clear();
    this.#uses = stored.uses;
    this.#version = stored.version;
    this.edits++;
    return true;
  }

  /** Asks what the words say, and learns from the answer. */
  async confirm(seen: string, isLeased: boolean, words: readonly string[]): Promise<Confirmation> {
    const answer = await this.#store.confirm(this.#keys, seen, isLeased, this.#uses, words);
    if (answer.status === 'busy') await pause(1 + Math.random() * 4);
    else if (answer.status === 'stale') this.#catchUp(seen, answer.entries);
    else if (answer.status === 'gone') this.#version = undefined;
    else if (answer.status === 'ok') this.#takeOver(answer);
    return answer;
  }

  /** Entries follow on the version that was seen, unless another answer has brought them already. */
  #catchUp(seen: string, entries: readonly string[]): void {
    if (this.#version !== seen) return;
    if (entries.length === 0) this.#version = undefined;
    for (const text of entries) {
      const { version, rows } = entryOf(text);
      putRows(this.world, rows);
      this.#version = version;
      this.edits++;
    }
  }

  #takeOver({ uses, used }: Extract<Confirmation, { status: 'ok' }>): void {
    if (uses <= this.#uses) return;
    this.#uses = uses;
    const { credentials, changes } = this.world;
    for (const [key, at] of used) {
      const credential = credentials.byKey(key);
      if (!credential) continue;
      credentials.used(credential, at);
      if (typeof credential.kind.idle === 'object') this.edits++;
    }
    changes?.settle(used.map(([key]) => `use ${key}`));
  }

  /**
   * Writes rows that follow on this version, and what goes along with them.
   * @throws StoreAway if that cannot be done, or somebody else was first
   */
  async commit(
    rows: readonly Row[],
    { units = [], uses = [], isLeased, replaces = false }: Partial<Keeping> & Pick<Keeping, 'isLeased'>,
  ): Promise<void> {
    const seen = this.#version ?? '';
    const next = `${Number.parseInt(seen, 10) + 1 || 1}.${randomBytes(6).toString('hex')}`;
    this.world.changes?.settle(rows.map(({ key }) => key));
    try {
      const kept = await this.#store.keep(this.#keys, { seen, next, rows, units, uses, isLeased, replaces });
      if (kept !== 'ok') throw new StoreAway('somebody else changed the space meanwhile');
      if (rows.length > 0) this.#version = next;
    } catch (error) {
      // Nobody knows what Redis holds now: the copy is loaded anew before it is used again.
      if (rows.length > 0) this.#version = undefined;
      throw error;
    }
  }

  /** The counters as Redis has them now. */
  async counters(): Promise<Limiter> {
    const limiter = new Limiter();
    const { clock, plan } = this.world;
    for (const [key, text] of await this.#store.counters(this.#keys))
      limiter.restore(plan.model.tiers, key, counterIn(text), clock.now());
    return limiter;
  }

  /** Does anybody see when it was used last? If not, nobody need be told. A password has no record. */
  tellsUseOf({ digest, kind }: Credential): boolean {
    return digest !== '' && this.#store.tellsUses(kind);
  }

  /** Uses that Redis has still to be told of, besides those that it was told of already. */
  usesToTell(told: readonly string[] | undefined): readonly (readonly [key: string, atMs: number])[] {
    const { changes, credentials } = this.world;
    const lagging = changes?.lagging() ?? [];
    changes?.settle(lagging);
    return lagging.flatMap((row) => {
      const key = row.slice('use '.length);
      if (!row.startsWith('use ') || told?.includes(key)) return [];
      const credential = credentials.byKey(key);
      if (credential?.usedAt === undefined || !this.tellsUseOf(credential)) return [];
      return [[key, credential.usedAt] as const];
    });
  }
}

function counterIn(text: string): StoredCounter {
  const [algorithm = '', limit, windowMs, ...numbers] = text.split(' ');
  return {
    algorithm,
    limit: Number(limit),
    windowSeconds: Number(windowMs) / 1000,
    numbers: numbers.map(Number),
  };
}
