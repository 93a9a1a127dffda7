import type { Exchange } from '../../spec/history.ts';
import type { Operation } from '../../spec/model.ts';
import { entryOf } from './entries.ts';
import { succeeded, unanswered } from './findings.ts';
import { instantOf } from './instants.ts';
import type { View } from './view.ts';

/** A date may lag behind the use, and be rounded. */
const toleranceMs = 60_000;

export interface LastUse {
  readonly title: string;
  readonly holds: boolean;
  readonly expected: string;
  readonly observed: string;
  readonly evidence: readonly number[];
  /** Why the list tells nothing, if it was not answered. */
  readonly silence?: string;
}

/** How the last-used dates of two credentials moved, as a list showed them; undefined if they were not followed. */
export function lastUses(view: View, operation: Operation): readonly LastUse[] | undefined {
  const step = (name: string) =>
    view.exchanges({ experiment: 'last-used', step: name, case: operation.key })[0];
  const [unused, afterUse, others, again] = [
    'list-unused',
    'list-used',
    'list-others',
    'list-used-again',
  ].map(step);
  const [used, sibling, usedAgain] = ['used', 'sibling-use', 'used-again'].map(step);
  if (unused === undefined || afterUse === undefined || others === undefined || again === undefined)
    return undefined;
  if (!succeeded(used) || !succeeded(usedAgain) || !succeeded(sibling)) return undefined;
  const read = (list: Exchange, alias: unknown): number => {
    const fact = view.issued(String(alias), 'last-used');
    return instantOf(entryOf(operation, list, fact?.id)?.get('lastUsedAt'));
  };
  const { followed, sibling: other } = used?.detail ?? {};
  const at = (exchange: Exchange | undefined) => exchange?.response?.dateMs ?? Number.NaN;
  const near = (shown: number, wanted: number) => Math.abs(shown - wanted) <= toleranceMs;
  const one = (title: string, list: Exchange, alias: unknown, wanted: number): LastUse => ({
    ...silenceOf(list),
    title,
    holds: Number.isNaN(wanted) ? Number.isNaN(read(list, alias)) : near(read(list, alias), wanted),
    expected: text(wanted),
    observed: text(read(list, alias)),
    evidence: [list.seq],
  });
  return [
    one('before the first use', unused, followed, Number.NaN),
    one('after its use', afterUse, followed, at(used)),
    one('a sibling that was not used', afterUse, other, Number.NaN),
    one("after a sibling's use and a failed one of its own", others, followed, at(used)),
    one('the sibling after its use', others, other, at(sibling)),
    one('after another use', again, followed, at(usedAgain)),
  ];
}

function silenceOf(list: Exchange): { readonly silence?: string } {
  const silence = unanswered(list);
  return silence === undefined ? {} : { silence };
}

function text(instantMs: number): string {
  return Number.isNaN(instantMs)
    ? 'no date'
    : `${new Date(instantMs).toISOString()} (within ${toleranceMs / 1000} s)`;
}
