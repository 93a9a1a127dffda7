import { chmodSync, closeSync, existsSync, openSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { UsageError } from '../../../spec/errors.ts';

/** `PRAGMA application_id`: "auth" in ASCII. */
const applicationId = 0x61757468;

/** Each brings a file from its index to the next version. */
export type Migrations = readonly ((database: DatabaseSync) => void)[];

/** The newest version of the file is the number of steps. */
export const migrations: Migrations = [
  (database) =>
    database.exec(`
      CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
      CREATE TABLE spaces (name TEXT PRIMARY KEY) STRICT;
      CREATE TABLE rows (
        seq INTEGER PRIMARY KEY AUTOINCREMENT, space TEXT NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL,
        UNIQUE (space, key)
      ) STRICT;`),
  // Until here a counter did not say how it was counted: it starts afresh rather than being misread.
  (database) => database.exec("DELETE FROM rows WHERE key LIKE 'counter %'"),
];

/**
 * Opens the file for this process alone, makes or migrates it.
 * @throws UsageError if it cannot be used: in use, damaged, no store at all, or written by a newer version
 */
export function openFile(path: string, steps: Migrations = migrations): DatabaseSync {
  let database: DatabaseSync | undefined;
  try {
    make(path);
    database = new DatabaseSync(path, { timeout: 0 });
    database.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA synchronous = FULL;');
    check(database, path, steps);
    keepToOwner(path);
    // Not before: the database of somebody else is left in the mode that it has.
    database.exec('PRAGMA journal_mode = WAL');
    migrate(database, steps);
    return database;
  } catch (error) {
    if (database?.isOpen) database.close();
    throw error instanceof UsageError ? error : unusable(path, error);
  }
}

/**
 * Signing keys will be in it: for this user only. A file that is there already is not touched: to close it once more would end
 * the lock that a server of this very process has on it.
 */
function make(path: string): void {
  try {
    closeSync(openSync(path, 'wx', 0o600));
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
}

/** Also if it was there before with another mode. */
function keepToOwner(path: string): void {
  for (const file of [path, `${path}-wal`, `${path}-shm`, `${path}-journal`])
    if (existsSync(file)) chmodSync(file, 0o600);
}

/** Changes nothing in the file. */
function check(database: DatabaseSync, path: string, steps: Migrations): void {
  const version = pragma(database, 'user_version');
  const isEmpty = database.prepare('SELECT count(*) AS n FROM sqlite_schema').get()?.['n'] === 0;
  if (!isEmpty && pragma(database, 'application_id') !== applicationId)
    throw new UsageError(`${path} is a database of something else. Name another file.`);
  if (version > steps.length)
    throw new UsageError(
      `${path} was written by a newer version (format ${version}; this one knows ${steps.length}). Update, or name another file.`,
    );
  const damage = database.prepare('PRAGMA quick_check(1)').get()?.['quick_check'];
  if (damage !== 'ok') throw new UsageError(damaged(path));
}

function migrate(database: DatabaseSync, steps: Migrations): void {
  const version = pragma(database, 'user_version');
  database.exec('BEGIN IMMEDIATE');
  for (const step of steps.slice(version)) step(database);
  database.exec(`PRAGMA application_id = ${applicationId}; PRAGMA user_version = ${steps.length}; COMMIT`);
}

function pragma(database: DatabaseSync, name: string): number {
  return Number(database.prepare(`PRAGMA ${name}`).get()?.[name]);
}

const damaged = (path: string): string =>
  `${path} is damaged or no database. Restore it from a copy, or delete it to start afresh.`;

function unusable(path: string, error: unknown): Error {
  const code = typeof error === 'object' && error !== null && 'errcode' in error ? Number(error.errcode) : 0;
  switch (code & 0xff) {
    case 5:
    case 6:
      return new UsageError(
        `${path} is in use already, here or by another process. A file has one server at a time.`,
      );
    case 11:
    case 26:
      return new UsageError(damaged(path));
    default: {
      const why = error instanceof Error ? error.message : 'unknown error';
      return new UsageError(`${path} cannot be used as a store: ${why}.`);
    }
  }
}
