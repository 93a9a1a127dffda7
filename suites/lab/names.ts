import { hash } from 'node:crypto';
import type { AuthModel } from '../../spec/model.ts';

/** How long the name of something can be wherever this document lets one be given. */
export function longestName({ operations }: AuthModel): number {
  const limits = operations.flatMap(({ request }) =>
    request
      .filter(({ attribute, readOnly }) => attribute.endsWith('.name') && !readOnly)
      .map(({ schema }) => schema['maxLength'])
      .filter((limit) => typeof limit === 'number'),
  );
  return Math.min(...limits);
}

// A marker or an address puts something behind the text.
const roomBehind = 4;

/** The text, or where that is too long for a name one that is as unique. */
export function fitted(text: string, longest: number): string {
  const room = longest - roomBehind;
  if (text.length <= room) return text;
  const digest = hash('sha256', text);
  const start = text.slice(0, text.indexOf('-') + 1);
  return `${start}${digest}`.slice(0, Math.max(room, 1));
}
