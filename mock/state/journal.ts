import type { JournalEntry } from '../../spec/control.ts';

const kept = 1000;

/** The last requests of one space, oldest first. Credentials stand in it by alias only. */
export class Journal {
  #entries: JournalEntry[] = [];
  #seq = 0;

  add(entry: Omit<JournalEntry, 'seq'>): void {
    this.#entries.push({ seq: ++this.#seq, ...entry });
    if (this.#entries.length > 2 * kept) this.#entries = this.#entries.slice(-kept);
  }

  /** Entries with a number above `seq`. */
  after(seq: number): readonly JournalEntry[] {
    return this.#entries.slice(-kept).filter((entry) => entry.seq > seq);
  }
}
