import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { UsageError } from '../spec/errors.ts';
import type { JournalHead, MadeEntry, MadeUpdate } from '../suites/lab/journal.ts';

/** What one journal says. */
export interface ReadJournal {
  readonly file: string;
  readonly head: JournalHead;
  readonly entries: readonly MadeEntry[];
  /** In the order in which they were written. */
  readonly updates: readonly MadeUpdate[];
}

const pattern = /^made-.*\.jsonl$/;

/** Journals in a folder of reports, oldest first. */
export function journalsIn(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => pattern.test(name))
    .toSorted()
    .map((name) => join(folder, name));
}

/** A name that no other run has. @throws UsageError if the folder cannot be made */
export function newJournalFile(folder: string, specName: string, now: Date): string {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    throw new UsageError(
      `${folder}: cannot be written: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
  const stamp = now.toISOString().replaceAll(/[-:]|\.\d+/g, '');
  for (let serial = 1; ; serial += 1) {
    const file = join(folder, `made-${stamp}-${specName}${serial === 1 ? '' : `-${serial}`}.jsonl`);
    if (!existsSync(file)) return file;
  }
}

/**
 * Reads a journal. A last line that was cut off by a crash is left out.
 * @throws UsageError with file and line if it is none
 */
export function readJournal(file: string): ReadJournal {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
    throw new UsageError(`${file}: cannot be read (${code})`);
  }
  const lines = text.split('\n');
  const isCut = !text.endsWith('\n');
  const values = (isCut ? lines.slice(0, -1) : lines).flatMap((line, index) =>
    line === '' ? [] : [{ line: index + 1, value: parsed(file, index + 1, line) }],
  );
  const [head, ...rest] = values;
  if (head === undefined || !isHead(head.value))
    throw new UsageError(`${file}:1: is not a journal of authproof`);
  const entries: MadeEntry[] = [];
  const updates: MadeUpdate[] = [];
  for (const { line, value } of rest) {
    if (isEntry(value)) entries.push(value);
    else if (isUpdate(value)) updates.push(value);
    else throw new UsageError(`${file}:${line}: is not a line of a journal`);
  }
  return { file, head: head.value, entries, updates };
}

/** Makes a journal ready to be written on: what a crash left of its last line is cut off. */
export function mendJournal(file: string): void {
  const content = readFileSync(file);
  truncateSync(file, content.lastIndexOf(0x0a) + 1);
}

/** Numbers of the entries that are there, or may be. */
export function openEntries({ entries, updates }: ReadJournal): readonly MadeEntry[] {
  const last = new Map(updates.map((update) => [update.n, update]));
  return entries.filter(({ n }) => last.get(n)?.removed !== true && last.get(n)?.made !== false);
}

/** Removes journals whose every entry is gone. @returns those that stay */
export function dropFinished(files: readonly string[]): readonly string[] {
  return files.filter((file) => {
    if (!existsSync(file)) return false;
    if (openEntries(readJournal(file)).length > 0) return true;
    rmSync(file);
    return false;
  });
}

function parsed(file: string, line: number, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new UsageError(`${file}:${line}: is not JSON`);
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function isTexts(value: unknown): boolean {
  return isObject(value) && Object.values(value).every((one) => typeof one === 'string');
}

function isHead(value: unknown): value is JournalHead {
  return (
    isObject(value) &&
    value['authproof'] === 'journal' &&
    value['version'] === 1 &&
    ['tool', 'spec', 'name', 'target', 'startedAt'].every((key) => typeof value[key] === 'string')
  );
}

function isEntry(value: unknown): value is MadeEntry {
  return (
    isObject(value) &&
    typeof value['n'] === 'number' &&
    typeof value['experiment'] === 'string' &&
    typeof value['operation'] === 'string' &&
    (value['kind'] === undefined || typeof value['kind'] === 'string') &&
    isTexts(value['params']) &&
    isTexts(value['values'])
  );
}

function isUpdate(value: unknown): value is MadeUpdate {
  return (
    isObject(value) &&
    typeof value['n'] === 'number' &&
    (typeof value['made'] === 'boolean' || value['removed'] === true) &&
    ['id', 'owner', 'tenant'].every((key) => value[key] === undefined || typeof value[key] === 'string')
  );
}
