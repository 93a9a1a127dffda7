import { fullFormats } from 'ajv-formats/dist/formats.js';
import { expect, test } from 'vitest';
import { Validators } from './validators.ts';

const values = [
  ...['2026-11-22', '2026-11-22T10:00:00Z', '10:00:00Z', 'P1D', 'https://a.example/b', '/b', 'a@b.example'],
  ...['127.0.0.1', '::1', '^a$', '(', '7f2c1f1e-8d3b-4b39-9d55-2a1c0de3a111', '#/a', 'YQ==', 'text', ''],
  ...[1, 1.5, -1, 2 ** 31, 2 ** 53, 1e300, true, null],
];

test.each([...Object.keys(fullFormats), 'http-date', 'toString'])(
  'says of format %s what Ajv says',
  (format) => {
    const validators = new Validators();
    for (const schema of [{ format }, { type: 'string', format }, { type: 'number', format }])
      for (const value of values)
        expect([value, validators.fits(schema, value)]).toEqual([
          value,
          validators.for(schema)(value) === undefined,
        ]);
  },
);

test('says of what is not plain what Ajv says', () => {
  const validators = new Validators();
  const schema = { contains: { type: 'number' } };
  expect([validators.fits(schema, ['a']), validators.fits(schema, ['a', 1])]).toEqual([false, true]);
});
