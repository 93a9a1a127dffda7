import { every } from '../../state/clock-timer.ts';
import type { World } from '../../state/world.ts';
import type { Keeper } from '../keeper.ts';
import { allRows, rowAt } from '../rows.ts';
import type { SqliteStore } from './sqlite-store.ts';

/** Counters and times of last use are at most this old in the file after a crash. */
export const lagMs = 200;

/** Stores what calls change before they are answered, and what may lag a moment later. */
export class KeptWorld implements Keeper {
  readonly #store: SqliteStore;
  readonly #world: World;
  #cancel: (() => void) | undefined;
  /** The file holds what was before a reset that could not be written yet. */
  #isReplaced = false;

  constructor(store: SqliteStore, world: World) {
    this.#store = store;
    this.#world = world;
    if (world.changes)
      world.changes.onLag = () => {
        this.#cancel ??= every(lagMs, () => this.#flushQuietly());
      };
  }

  /** What is due is still due if it cannot be stored now: the next call tries again, so that file and memory do not part. */
  keep(): void {
    const { changes } = this.#world;
    if (this.#isReplaced) this.#replace();
    else if (changes?.isDue) this.#commit(changes.due());
  }

  /** All of the world is another one than before: nothing of what the file holds is left. */
  replace(): void {
    this.#isReplaced = true;
    this.#replace();
  }

  #replace(): void {
    this.#store.replace(this.#world.name, allRows(this.#world));
    this.#isReplaced = false;
    this.#world.changes?.clear();
  }

  /** All that is due or lags. */
  flush(): void {
    if (this.#isReplaced) this.#replace();
    const { changes } = this.#world;
    const keys = [...new Set([...(changes?.due() ?? []), ...(changes?.lagging() ?? [])])];
    if (keys.length > 0) this.#commit([...keys, 'clock ']);
  }

  /** Forgets what is not stored: the space is gone. */
  stop(): void {
    this.#cancel?.();
    this.#cancel = undefined;
    this.#world.changes?.clear();
  }

  close(): void {
    this.#cancel?.();
    this.#cancel = undefined;
    this.flush();
  }

  #commit(keys: readonly string[]): void {
    const rows = keys.map((key) => rowAt(this.#world, key));
    this.#store.commit(this.#world.name, rows);
    this.#world.changes?.settle(keys);
  }

  #flushQuietly(): void {
    if (!this.#isReplaced && this.#world.changes?.lagging().length === 0) {
      this.#cancel?.();
      this.#cancel = undefined;
      return;
    }
    try {
      this.flush();
    } catch {
      // A disk that is full now may have room at the next round; calls that must be durable are refused meanwhile.
    }
  }
}
