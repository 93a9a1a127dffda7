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
  /** By what the row is made of: a busy one is named once until it is stored. */
  #lagging = new Map<object, RowKey>();
  /** Called when something begins to lag. */
  onLag: (() => void) | undefined;

  touch(table: Table, key: string): void {
    this.#due.add(`${table} ${key}`);
  }

  /** `keyOf(of)` is the key of the row that `source` is written to. */
  lag<Of>(table: Table, source: object, keyOf: (of: Of) => string, of: Of): void {
    if (!this.#lagging.has(source)) this.#lagging.set(source, `${table} ${keyOf(of)}`);
    this.onLag?.();
  }

  get isDue(): boolean {
    return this.#due.size > 0;
  }

  due(): readonly RowKey[] {
    return [...this.#due];
  }

  lagging(): readonly RowKey[] {
    return [...new Set(this.#lagging.values())];
  }

  /** They are stored. */
  settle(keys: readonly RowKey[]): void {
    const others = new Set(keys.filter((key) => !this.#due.delete(key)));
    if (others.size === 0) return;
    for (const [source, key] of this.#lagging) if (others.has(key)) this.#lagging.delete(source);
  }

  clear(): void {
    this.#due.clear();
    this.#lagging.clear();
  }
}

/** For the one place that may write what is read-only to all others. */
export type Writable<Row> = { -readonly [Member in keyof Row]: Row[Member] };
