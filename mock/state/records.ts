import type { Fixtures } from '../../spec/model.ts';

export interface StoredRecord {
  readonly id: string;
  readonly tenant: string;
  owner: string | undefined;
  group: string | undefined;
  readonly createdBy: string | undefined;
  /** Values of the path parameters above the collection. */
  readonly parents: Readonly<Record<string, string>>;
  data: Readonly<Record<string, unknown>>;
}

/** What was posted and seeded, per collection path template, in order of creation. */
export class Records {
  readonly #collections = new Map<string, Map<string, StoredRecord>>();

  static fromFixtures(fixtures: Fixtures): Records {
    const records = new Records();
    for (const [collection, rows] of fixtures.records) {
      records.#collections.set(collection, new Map());
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

  isCollection(collection: string): boolean {
    return this.#collections.has(collection);
  }

  get(collection: string, id: string): StoredRecord | undefined {
    return this.#collections.get(collection)?.get(id);
  }

  of(collection: string): Iterable<StoredRecord> {
    return this.#collections.get(collection)?.values() ?? [];
  }

  add(collection: string, record: StoredRecord): void {
    const rows = this.#collections.get(collection) ?? new Map<string, StoredRecord>();
    this.#collections.set(collection, rows.set(record.id, record));
  }

  remove(collection: string, id: string): void {
    this.#collections.get(collection)?.delete(id);
  }
}
