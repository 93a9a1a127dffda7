import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs';

/** First line of a journal. */
export interface JournalHead {
  readonly authproof: 'journal';
  readonly version: 1;
  readonly tool: string;
  /** The document, and its name in reports. */
  readonly spec: string;
  readonly name: string;
  readonly target: string;
  readonly startedAt: string;
}

/** Something that the run is about to make. Names and ids only, never a secret. */
export interface MadeEntry {
  readonly n: number;
  readonly experiment: string;
  /** Key of the operation that makes it, or `hook:issue`. */
  readonly operation: string;
  /** Kind of the credential, where a hook makes it. */
  readonly kind?: string;
  /** Path parameters of the request that makes it. */
  readonly params: Readonly<Record<string, string>>;
  /** What the request says of it, by attribute: `token.name`, `record.tenant`. */
  readonly values: Readonly<Record<string, string>>;
}

/** A later line about an entry: what the answer said, or that it is gone. */
export interface MadeUpdate {
  readonly n: number;
  readonly made?: boolean;
  readonly id?: string;
  readonly owner?: string;
  readonly tenant?: string;
  readonly removed?: true;
}

/** Where a run writes what it makes, before it does. */
export interface Journal {
  write(line: JournalHead | MadeEntry | MadeUpdate): void;
  close(): void;
}

/** JSON lines in a new file that only its owner may read, each on disk before anything else happens. */
export function openJournal(file: string, flags: 'ax' | 'a' = 'ax'): Journal {
  const descriptor = openSync(file, flags, 0o600);
  return {
    write: (line) => {
      writeSync(descriptor, `${JSON.stringify(line)}\n`);
      fsyncSync(descriptor);
    },
    close: () => closeSync(descriptor),
  };
}
