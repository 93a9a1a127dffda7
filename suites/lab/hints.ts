import type { Operation } from '../../spec/model.ts';
import { entryOf } from '../judging/entries.ts';
import type { Held } from './held.ts';
import type { Sent } from './lab.ts';

/** What a list shows of the value of a credential. A history knows the value as an alias only, so it is told when sent. */
export type HintedPart = 'end' | 'beginning' | 'both ends' | 'something else' | 'nothing' | 'no entry';

/** Which part of the value each list shows as its hint, by the name that `hintDetail` gives it. */
export function hintsOf(
  held: Held,
  lists: readonly { readonly operation: Operation; readonly sent: Sent }[],
): Readonly<Record<string, HintedPart>> {
  return Object.fromEntries(
    lists.flatMap(({ operation, sent }) => {
      if (!sent.ok || !showsHint(operation)) return [];
      const entry = entryOf(operation, sent.exchange, held.id);
      return [
        [hintDetail(operation), entry === undefined ? 'no entry' : partOf(held.secret, entry.get('hint'))],
      ];
    }),
  );
}

export function hintDetail(operation: Operation): string {
  return `hint in ${operation.key}`;
}

export function showsHint(operation: Operation): boolean {
  return (
    operation.responses
      .get(operation.success)
      ?.places.some(({ attribute }) => attribute === `${operation.object}.hint`) ?? false
  );
}

/** What stands for the hidden characters does not count. */
export function partOf(secret: string, hint: unknown): HintedPart {
  if (typeof hint !== 'string') return 'nothing';
  const parts = hint.split(/[….*•·]+/u).filter((part) => part !== '');
  const [first = '', second] = parts;
  if (first === '') return 'nothing';
  if (second !== undefined)
    return parts.length === 2 && secret.startsWith(first) && secret.endsWith(second)
      ? 'both ends'
      : 'something else';
  if (secret.endsWith(first)) return 'end';
  return secret.startsWith(first) ? 'beginning' : 'something else';
}
