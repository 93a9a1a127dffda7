import { every } from '../../state/clock-timer.ts';
import type { World } from '../../state/world.ts';
import { type Keeper, StoreAway } from '../keeper.ts';
import { rowAt } from '../rows.ts';
import type { SqliteStore } from './sqlite-store.ts';

/** Counters and times of last use are at most this old in the file after a crash. */
export const lagMs = 200;

/** Stores what calls change before they are answered, and what may lag a moment later. */
export class KeptWorld implements Keeper {
  readonly #store: SqliteStore;
  readonly #world: World;
  #cancel: (() => void) | undefined;

  constructor(store: SqliteStore, world: World) {
    this.#store = store;
    this.#world = world;
    if (world.changes)
      world.changes.onLag = () => {
        this.#cancel ??= every(lagMs, () => this.#flushQuietly());
      };
  }

  keep(): void {
    const { changes } = this.#world;
    if (changes?.isDue) this.#commit(changes.due());
  }

  /** All that is due or lags. */
  flush(): void {
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
    try {
      this.#store.commit(
        this.#world.name,
        keys.map((key) => rowAt(this.#world, key)),
      );
    } catch (error) {
      // Still due: the next call tries again, so what was not acknowledged is not lost either.
      throw new StoreAway(
        `the file cannot be written: ${error instanceof Error ? error.message : 'unknown'}`,
      );
    }
    this.#world.changes?.settle(keys);
  }

  #flushQuietly(): void {
    if (this.#world.changes?.lagging().length === 0) {
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
