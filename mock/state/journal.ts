import type { JournalEntry } from '../../spec/control.ts';
import { isoTime } from './clock.ts';

const kept = 1000;

/** What is noted of one request; `Whom` is something that can be told later who called. */
interface Note<Whom> {
  /** Epoch milliseconds. */
  at: number;
  method: string;
  path: string;
  status: number;
  operation: string | undefined;
  whom: Whom | undefined;
  refusal: JournalEntry['refusal'] | undefined;
}

/** The last requests of one space, oldest first, in a ring: an entry is put into words only if somebody reads it. */
export class Journal<Whom> {
  readonly #ring: Note<Whom>[] = [];
  readonly #principalOf: (whom: Whom) => string | undefined;
  #count = 0;

  /** @param principalOf the alias of a caller: no credential value gets into an entry */
  constructor(principalOf: (whom: Whom) => string | undefined) {
    this.#principalOf = principalOf;
  }

  /** Writes into the slot of the oldest: what lives on from request to request is the same thousand slots. */
  add(
    at: number,
    method: string,
    path: string,
    status: number,
    operation: string | undefined,
    whom: Whom | undefined,
    refusal: JournalEntry['refusal'] | undefined,
  ): void {
    const slot = this.#ring[this.#count++ % kept];
    if (slot === undefined) {
      this.#ring.push({ at, method, path, status, operation, whom, refusal });
      return;
    }
    slot.at = at;
    slot.method = method;
    slot.path = path;
    slot.status = status;
    slot.operation = operation;
    slot.whom = whom;
    slot.refusal = refusal;
  }

  /** Entries with a number above `seq`. */
  after(seq: number): readonly JournalEntry[] {
    const entries: JournalEntry[] = [];
    for (let index = Math.max(seq, this.#count - kept); index < this.#count; index++) {
      const note = this.#ring[index % kept];
      if (note) entries.push(this.#entry(note, index + 1));
    }
    return entries;
  }

  #entry({ at, whom, operation, refusal, ...told }: Note<Whom>, seq: number): JournalEntry {
    const principal = whom === undefined ? undefined : this.#principalOf(whom);
    return {
      seq,
      at: isoTime(at),
      ...told,
      ...(operation === undefined ? {} : { operation }),
      ...(principal === undefined ? {} : { principal }),
      ...(refusal === undefined ? {} : { refusal }),
    };
  }
}
