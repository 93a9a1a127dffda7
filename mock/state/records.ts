import type { Fixtures } from '../../spec/model.ts';
import type { Changes, Writable } from './changes.ts';

export interface StoredRecord {
  readonly id: string;
  readonly tenant: string;
  readonly owner: string | undefined;
  readonly group: string | undefined;
  readonly createdBy: string | undefined;
  /** Values of the path parameters above the collection. */
  readonly parents: Readonly<Record<string, string>>;
  readonly data: Readonly<Record<string, unknown>>;
}

/** What was posted and seeded, per collection path template, in order of creation. */
export class Records {
  readonly #collections = new Map<string, Map<string, StoredRecord>>();
  readonly #changes: Changes | undefined;

  constructor(changes?: Changes) {
    this.#changes = changes;
  }

  static fromFixtures(fixtures: Fixtures, changes?: Changes): Records {
    const records = new Records(changes);
    for (const [collection, rows] of fixtures.records) {
      records.declare(collection);
      for (const row of rows) {
        records.add(collection, {
          id: row.id,
          tenant: row.tenant,
          owner: row.owner,
          group: row.group,
          createdBy: row.owner,
          parents: row.parents,
          data: row.data,
        });
      }
    }
    return records;
  }

  /** There is such a collection, empty or not. */
  declare(collection: string): void {
    if (!this.#collections.has(collection)) this.#collections.set(collection, new Map());
  }

  isCollection(collection: string): boolean {
    return this.#collections.has(collection);
  }

  get(collection: string, id: string): StoredRecord | undefined {
    return this.#collections.get(collection)?.get(id);
  }

  *all(): Iterable<readonly [collection: string, record: StoredRecord]> {
    for (const [collection, rows] of this.#collections) {
      for (const record of rows.values()) yield [collection, record];
    }
  }

  of(collection: string): Iterable<StoredRecord> {
    return this.#collections.get(collection)?.values() ?? [];
  }

  add(collection: string, record: StoredRecord): void {
    const rows = this.#collections.get(collection) ?? new Map<string, StoredRecord>();
    this.#collections.set(collection, rows.set(record.id, record));
    this.#changes?.touch('record', recordKey(collection, record.id));
  }

  change(
    collection: string,
    record: Writable<StoredRecord>,
    changed: Partial<Pick<StoredRecord, 'owner' | 'group' | 'data'>>,
  ): void {
    Object.assign(record, changed);
    this.#changes?.touch('record', recordKey(collection, record.id));
  }

  remove(collection: string, id: string): void {
    this.#collections.get(collection)?.delete(id);
    this.#changes?.touch('record', recordKey(collection, id));
  }
}

function recordKey(collection: string, id: string): string {
  return `${collection}\n${id}`;
}

/** The collection and the id of a key that was noted as changed. */
export function fromRecordKey(key: string): readonly [collection: string, id: string] {
  const mark = key.indexOf('\n');
  return [key.slice(0, mark), key.slice(mark + 1)];
}
