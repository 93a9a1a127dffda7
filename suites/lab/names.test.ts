import { expect, test } from 'vitest';
import { tinyModel } from '../judging/history.test-data.ts';
import { fitted, longestName } from './names.ts';

const model = tinyModel();

/** The same document with a length at every place of a name. */
const limitedTo = (maxLength: number) => ({
  ...model,
  operations: model.operations.map((operation) => ({
    ...operation,
    request: operation.request.map((place) =>
      place.attribute === 'token.name' ? { ...place, schema: { ...place.schema, maxLength } } : place,
    ),
  })),
});

test('the document says how long a name can be', () => {
  expect(longestName(model)).toBe(Number.POSITIVE_INFINITY);
  expect(longestName(limitedTo(32))).toBe(32);
});

test('what is short enough stays; the rest is cut, stays unique and leaves room', () => {
  expect(fitted('probe-malformed-credentials-1', 60)).toBe('probe-malformed-credentials-1');
  const long = (serial: number) => fitted(`probe-malformed-credentials-${serial}-2fd57245`, 32);
  expect(long(1)).toMatch(/^probe-[0-9a-f]{22}$/);
  expect(long(1)).toBe(long(1));
  expect(long(1)).not.toBe(long(2));
});
