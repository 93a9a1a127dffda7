import type { Exchange, IssuedFact } from '../../spec/history.ts';
import type { Operation } from '../../spec/model.ts';
import { answerField, jsonOf } from './answers.ts';
import { type Entry, entriesOf, entryOf } from './entries.ts';
import { statusText, succeeded } from './findings.ts';

/** So many entries in one answer may be a page. */
const pageSize = 100;

/**
 * Why a list may show only a part of what there is, in words, or undefined if nothing hints at pages: a link to a next
 * page, a cursor, a total above what is shown, or a hundred entries and more.
 */
export function partialList(operation: Operation, exchange: Exchange): string | undefined {
  const shown = entriesOf(operation, exchange).length;
  if (/rel="?next\b/i.test(answerField(exchange, 'link') ?? '')) return 'the list has a next page';
  const total = Number(answerField(exchange, 'x-total-count') ?? Number.NaN);
  if (total > shown || hintsAtMore(jsonOf(exchange), shown)) return 'the list has a next page';
  return shown >= pageSize ? `the list shows ${shown} entries, which may be a page` : undefined;
}

/** What a list tells of some credentials. */
export interface Sighting {
  /** Those that it shows, with their entries. */
  readonly shown: readonly (readonly [IssuedFact, Entry])[];
  /** Those that are missing in a list that is whole as far as one can see. */
  readonly missing: readonly IssuedFact[];
  /** Why nothing follows from the list for those that it does not show, if so. */
  readonly unclear: string | undefined;
}

/** Looks for credentials in a list. One that was not answered with 2xx, or may be a page, lacks nothing. */
export function sightingOf(operation: Operation, exchange: Exchange, made: readonly IssuedFact[]): Sighting {
  if (!succeeded(exchange))
    return { shown: [], missing: [], unclear: `the list was not read (${statusText(exchange)})` };
  const shown = made.flatMap((fact): readonly (readonly [IssuedFact, Entry])[] => {
    const entry = entryOf(operation, exchange, fact.id);
    return entry === undefined ? [] : [[fact, entry]];
  });
  const missing = made.filter((fact) => !shown.some(([one]) => one === fact));
  const why = missing.length === 0 ? undefined : partialList(operation, exchange);
  return {
    shown,
    missing: why === undefined ? missing : [],
    unclear: why === undefined ? undefined : `${missing.length} of ${made.length} not shown, but ${why}`,
  };
}

/** Looks at the outer members only, and one level of objects inside them (`meta`, `pagination`, `_links`). */
function hintsAtMore(body: unknown, shown: number, depth = 0): boolean {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return false;
  return Object.entries(body).some(([key, value]: [string, unknown]) => {
    const name = key.replaceAll(/[-_]/g, '').toLowerCase();
    if (/^(next|nextpage|nextcursor|nextpagetoken|nexttoken|nextlink|nexturl)$/.test(name))
      return value !== null && value !== '' && value !== false;
    if (/^(hasmore|hasnext|hasnextpage|more|truncated|istruncated)$/.test(name)) return value === true;
    if (/^(total|totalcount|totalresults|totalitems|totalelements)$/.test(name))
      return typeof value === 'number' && value > shown;
    return depth < 1 && hintsAtMore(value, shown, depth + 1);
  });
}
