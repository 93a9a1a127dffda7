import { StoreAway } from '../keeper.ts';
import type { Row } from '../rows.ts';

/** What `confirm` answers, parsed. */
export type Confirmation =
  | { readonly status: 'gone' | 'busy' }
  | { readonly status: 'stale'; readonly entries: readonly string[] }
  | {
      readonly status: 'ok';
      readonly nowMs: number;
      readonly uses: number;
      readonly used: readonly (readonly [key: string, atMs: number])[];
      /** Of one request after the other. */
      readonly numbers: readonly unknown[];
    };

export function confirmation(reply: unknown): Confirmation {
  const list = listOf(reply);
  const [status, now, , uses, used] = list;
  if (status === 'gone' || status === 'busy') return { status };
  if (status === 'stale') return { status, entries: list.slice(3).map(String) };
  if (status !== 'ok') throw new StoreAway('Redis answers in another form');
  const told = pairsOf(used).map(([key, at]) => [key, Number(at)] as const);
  return { status, nowMs: Number(now), uses: Number(uses), used: told, numbers: list.slice(5) };
}

/** Real time of Redis, in every answer that has one. */
export function realTimeIn(reply: unknown): number | undefined {
  const real = Array.isArray(reply) ? Number(reply[2]) : Number.NaN;
  return Number.isFinite(real) ? real : undefined;
}

export interface Loaded {
  readonly version: string;
  readonly uses: number;
  readonly rows: readonly Row[];
}

export function loaded(reply: unknown): Loaded | 'gone' {
  const [version, , , uses, stored, usedAt] = listOf(reply);
  if (version === 'gone') return 'gone';
  const inOrder = pairsOf(stored)
    .map(([key, text]) => {
      const mark = text.indexOf(' ');
      return { seq: Number(text.slice(0, mark)), key, value: text.slice(mark + 1) };
    })
    .sort((a, b) => a.seq - b.seq);
  const uses_ = pairsOf(usedAt).map(([key, at]) => ({
    key: `use ${key}`,
    value: JSON.stringify({ at: Number(at) }),
  }));
  return { version: String(version), uses: Number(uses), rows: [...inOrder, ...uses_] };
}

/** The version and the rows of one entry of the log. */
export function entryOf(text: string): { readonly version: string; readonly rows: readonly Row[] } {
  const mark = text.indexOf(' ');
  const rows: unknown = JSON.parse(text.slice(mark + 1));
  return {
    version: text.slice(0, mark),
    rows: listOf(rows).map((row) => {
      const [key, value] = listOf(row);
      return { key: String(key), value: typeof value === 'string' ? value : undefined };
    }),
  };
}

export function listOf(value: unknown): readonly unknown[] {
  if (!Array.isArray(value)) throw new StoreAway('Redis answers in another form');
  return value;
}

export function pairsOf(value: unknown): readonly (readonly [string, string])[] {
  const list = listOf(value);
  return Array.from({ length: list.length / 2 }, (_, index) => [
    String(list[2 * index]),
    String(list[2 * index + 1]),
  ]);
}
