import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { UsageError } from '../../../spec/errors.ts';
import type { MockPlan } from '../../plan/plan.ts';
import { documentMark } from '../document-mark.ts';
import { StoreAway } from '../keeper.ts';
import type { Row } from '../rows.ts';
import { openFile } from './open.ts';

/** The rows of all spaces in one file. Every write is one transaction, on the disk when the call returns. */
export class SqliteStore {
  readonly path: string;
  readonly #database: DatabaseSync;
  readonly #put: StatementSync;
  readonly #remove: StatementSync;

  constructor(path: string) {
    this.path = path;
    this.#database = openFile(path);
    this.#put = this.#database.prepare(
      'INSERT INTO rows (space, key, value) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET value = excluded.value',
    );
    this.#remove = this.#database.prepare('DELETE FROM rows WHERE space = ? AND key = ?');
  }

  /**
   * Gives the plan the keys of the file, or the file those of the plan.
   * @throws UsageError if the file belongs to another document
   */
  adopt({ model, keys }: MockPlan): void {
    const mark = documentMark(model);
    const known = this.#meta('document') ?? mark;
    if (known !== mark)
      throw new UsageError(
        known.split(' ')[0] === model.name
          ? `${this.path} was written with an older form of this document: its credentials or fixtures (people, passwords, records) have changed. Name another file, or delete it.`
          : `${this.path} is the store of another document, "${known.split(' ')[0]}". Name another file.`,
      );
    this.#transaction(() => {
      this.#setMeta('document', mark);
      for (const [name, key] of keys) {
        const stored = this.#meta(`key ${name}`);
        if (stored === undefined) this.#setMeta(`key ${name}`, key.exported());
        else key.adopt(stored);
      }
    });
  }

  spaces(): readonly string[] {
    return this.#database
      .prepare('SELECT name FROM spaces ORDER BY rowid')
      .all()
      .map((row) => String(row['name']));
  }

  has(space: string): boolean {
    return this.#database.prepare('SELECT 1 FROM spaces WHERE name = ?').get(space) !== undefined;
  }

  load(space: string): readonly Row[] {
    return this.#database
      .prepare('SELECT key, value FROM rows WHERE space = ? ORDER BY seq')
      .all(space)
      .map((row) => ({ key: String(row['key']), value: String(row['value']) }));
  }

  /** A space with these rows and no others. */
  replace(space: string, rows: readonly Row[]): void {
    this.#transaction(() => {
      this.#database.prepare('INSERT OR IGNORE INTO spaces VALUES (?)').run(space);
      this.#database.prepare('DELETE FROM rows WHERE space = ?').run(space);
      this.#write(space, rows);
    });
  }

  commit(space: string, rows: readonly Row[]): void {
    this.#transaction(() => this.#write(space, rows));
  }

  drop(space: string): void {
    this.#transaction(() => {
      this.#database.prepare('DELETE FROM spaces WHERE name = ?').run(space);
      this.#database.prepare('DELETE FROM rows WHERE space = ?').run(space);
    });
  }

  close(): void {
    if (this.#database.isOpen) this.#database.close();
  }

  #write(space: string, rows: readonly Row[]): void {
    for (const { key, value } of rows) {
      if (value === undefined) this.#remove.run(space, key);
      else this.#put.run(space, key, value);
    }
  }

  /** @throws StoreAway, with the file as it was, if it cannot be written */
  #transaction(write: () => void): void {
    try {
      this.#database.exec('BEGIN IMMEDIATE');
      write();
      this.#database.exec('COMMIT');
    } catch (error) {
      if (this.#database.isTransaction) this.#database.exec('ROLLBACK');
      throw new StoreAway(
        `the file cannot be written: ${error instanceof Error ? error.message : 'unknown'}`,
      );
    }
  }

  #meta(name: string): string | undefined {
    const row = this.#database.prepare('SELECT value FROM meta WHERE name = ?').get(name);
    return row && String(row['value']);
  }

  #setMeta(name: string, value: string): void {
    this.#database.prepare('INSERT OR REPLACE INTO meta VALUES (?, ?)').run(name, value);
  }
}
