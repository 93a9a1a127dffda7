export type Table =
  | 'tenant'
  | 'user'
  | 'record'
  | 'credential'
  | 'burnt'
  | 'fixture'
  | 'clock'
  | 'counter'
  | 'use';

/** Table and key in one text, `user u1`. */
export type RowKey = string;

/**
 * Which rows of a world differ from what its store holds. What is due must be stored before anybody is told of it; what
 * lags (counters, times of last use) follows within a bound. A world that only lives in memory has none of these.
 */
export class Changes {
  #due = new Set<RowKey>();
  #lagging = new Set<RowKey>();
  /** Called when something begins to lag. */
  onLag: (() => void) | undefined;

  touch(table: Table, key: string): void {
    this.#due.add(`${table} ${key}`);
  }

  lag(table: Table, key: string): void {
    this.#lagging.add(`${table} ${key}`);
    this.onLag?.();
  }

  get isDue(): boolean {
    return this.#due.size > 0;
  }

  due(): readonly RowKey[] {
    return [...this.#due];
  }

  lagging(): readonly RowKey[] {
    return [...this.#lagging];
  }

  /** They are stored. */
  settle(keys: readonly RowKey[]): void {
    for (const key of keys) {
      this.#due.delete(key);
      this.#lagging.delete(key);
    }
  }

  clear(): void {
    this.#due.clear();
    this.#lagging.clear();
  }
}

/** For the one place that may write what is read-only to all others. */
export type Writable<Row> = { -readonly [Member in keyof Row]: Row[Member] };
