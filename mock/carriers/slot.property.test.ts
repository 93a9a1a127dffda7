import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { WireRequest } from '../wire.ts';
import { readSlot } from './slot.ts';

/** Any UTF-16 code unit, lone surrogates too; mostly the first 256. */
const codeUnit = fc.oneof(fc.nat(0xff), fc.nat(0xffff)).map((code) => String.fromCharCode(code));

function request(rawHeaders: readonly string[], query = ''): WireRequest {
  const cookies = rawHeaders.filter((_, index) => index % 2 === 1 && rawHeaders[index - 1] === 'Cookie');
  return {
    method: 'GET',
    path: '/',
    query: () => new URLSearchParams(query),
    headers: cookies.length === 0 ? {} : { cookie: cookies.join('; ') },
    rawHeaders,
    body: undefined,
    address: '',
    connection: {},
  };
}

const name = fc.stringMatching(/^[!#$&'*+.^_`|~0-9A-Za-z-]{1,8}$/);
/** RFC 6265 §4.1.1: visible, without quote, comma, semicolon, backslash (and percent, which readers may decode). */
const cookieOctets = fc.stringMatching(/^[!#$&'()*+\-./0-9:<=>?@A-Z[\]^_`a-z{|}~]{0,20}$/);
const contentOf = (values: readonly string[]) =>
  values.length > 1 ? 'repeated' : values[0] === undefined ? 'absent' : { text: values[0] };
const pairs = (value: fc.Arbitrary<string>) =>
  fc.array(fc.tuple(fc.oneof(name, fc.constantFrom('sid', 'constructor')), value), { maxLength: 6 });

test('a cookie is found by its name, beside any others, and twice is too often', () => {
  fc.assert(
    fc.property(pairs(cookieOctets), name, (all, asked) => {
      const line = all.map((pair) => pair.join('=')).join('; ');
      for (const wanted of new Set([asked, 'sid', ...all.map(([one]) => one)])) {
        const values = all.filter(([one]) => one === wanted).map(([, value]) => value);
        expect(readSlot(request(['Cookie', line]), `cookie ${wanted}`)).toEqual(contentOf(values));
      }
    }),
  );
});

test('so is a query parameter, whatever its value, and a header in any case', () => {
  fc.assert(
    fc.property(pairs(fc.string({ unit: 'grapheme' })), (all) => {
      const query = new URLSearchParams(all).toString();
      const lines = all.flatMap(([one, value], index) => [index % 2 ? one.toUpperCase() : one, value]);
      for (const wanted of new Set(['sid', ...all.map(([one]) => one)])) {
        const values = all.filter(([one]) => one === wanted).map(([, value]) => value);
        expect(readSlot(request([], query), `query ${wanted}`)).toEqual(contentOf(values));
        const lower = wanted.toLowerCase();
        const sameField = all.filter(([one]) => one.toLowerCase() === lower).map(([, value]) => value);
        expect(readSlot(request(lines), `header ${lower}`)).toEqual(contentOf(sameField));
      }
    }),
  );
});

test('no cookie line is a crash', () => {
  fc.assert(
    fc.property(fc.string({ unit: codeUnit }), (line) => {
      const found = readSlot(request(['Cookie', line]), 'cookie sid');
      expect(found === 'absent' || found === 'repeated' || typeof found.text === 'string').toBe(true);
    }),
  );
});
