import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Taint } from './taint.ts';

type Encode = (text: string) => string;

const secret = fc.oneof(
  fc.stringMatching(/^[A-Za-z0-9_-]{12,40}$/),
  fc.stringMatching(/^[A-Za-z0-9!"#$%&'()*+,./:;<=>?@[\\\]^_`{}~ é€😀-]{10,24}$/u),
);
/** Does not say the beginning of an escape, and is told from the secret by its bar. */
const before = fc.string({ maxLength: 30 }).map((text) => `${text}|`);
const after = fc.string({ maxLength: 30 }).map((text) => `|${text}`);

const everyNth = (text: string, mask: number, encode: Encode): string =>
  [...text].map((character, index) => ((mask >> (index % 16)) & 1 ? encode(character) : character)).join('');
const percent =
  (upper: boolean): Encode =>
  (text) =>
    [...Buffer.from(text)]
      .map((byte) => byte.toString(16).padStart(2, '0'))
      .map((hex) => `%${upper ? hex.toUpperCase() : hex}`)
      .join('');
const unicode =
  (upper: boolean): Encode =>
  (text) =>
    text
      .split('')
      .map((unit) => unit.charCodeAt(0).toString(16).padStart(4, '0'))
      .map((hex) => `\\u${upper ? hex.toUpperCase() : hex}`)
      .join('');
const numeric =
  (radix: number): Encode =>
  (text) =>
    `&#${radix === 16 ? 'x' : ''}${text.codePointAt(0)?.toString(radix)};`;
const named: Encode = (text) =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
const json: Encode = (text) => JSON.stringify(text).slice(1, -1);

/**
 * Escapes of the whole text, or of some of its characters. What would read as an escape already must be escaped then,
 * or it would no longer be an encoding of the text.
 */
const escaping: fc.Arbitrary<Encode> = fc
  .record({
    kind: fc.constantFrom('percent', 'unicode', 'numeric', 'named', 'json', 'uri'),
    upper: fc.boolean(),
    mask: fc.nat(0xffff),
  })
  .map(({ kind, upper, mask }) => {
    const some =
      (special: string, encode: Encode): Encode =>
      (text) =>
        [...text]
          .map((one, index) =>
            special.includes(one) ? encode(one) : everyNth(one, mask >> (index % 16), encode),
          )
          .join('');
    if (kind === 'percent') return some('%', percent(upper));
    if (kind === 'unicode') return some('\\', unicode(upper));
    if (kind === 'numeric') return some('&', numeric(upper ? 10 : 16));
    return kind === 'named' ? named : kind === 'json' ? json : encodeURIComponent;
  });

const base64: fc.Arbitrary<Encode> = fc
  .record({
    front: fc.string({ unit: 'grapheme-ascii', maxLength: 7 }),
    back: fc.string({ maxLength: 5 }),
    form: fc.constantFrom('base64', 'base64url'),
    isPadded: fc.boolean(),
  })
  .map(({ front, back, form, isPadded }) => (text) => {
    const encoded = Buffer.from(front + text + back).toString(form as 'base64');
    return isPadded ? encoded : encoded.replace(/=+$/, '');
  });
const hex: fc.Arbitrary<Encode> = fc
  .tuple(fc.boolean(), fc.string({ maxLength: 3 }))
  .map(([upper, front]) => (text) => {
    const encoded = Buffer.from(front + text).toString('hex');
    return upper ? encoded.toUpperCase() : encoded;
  });
const claims: Encode = (text) => {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg: 'HS256' })}.${part({ sub: 'ada', echo: text })}.c2lnbmF0dXJl`;
};
const enclosing = fc.oneof(base64, hex, fc.constant(claims));
const chained =
  (encodes: readonly Encode[]): Encode =>
  (text) =>
    encodes.reduce((all, encode) => encode(all), text);
const upTo = (encode: fc.Arbitrary<Encode>, most: number) =>
  fc.array(encode, { maxLength: most }).map(chained);

/** Escaped, then enclosed at most twice, then escaped again and again: an echo in a token in a link in a text. */
const encoding = fc
  .tuple(
    fc.constantFrom<Encode>((text) => text, json, encodeURIComponent, named),
    upTo(enclosing, 2),
    upTo(escaping, 2),
  )
  .map(chained);

describe('a secret in any text', () => {
  test('is found whatever of its characters are escaped, and nothing else is touched', () => {
    fc.assert(
      fc.property(secret, upTo(escaping, 3), before, after, (text, encode, front, back) => {
        const taint = new Taint();
        taint.aliasFor('token', text, 'here');
        const cleaned = taint.clean(front + encode(text) + back);
        expect(cleaned.replace(/⟦token#here\.1( \w+)?⟧/, '⟦⟧'), encode(text)).toBe(`${front}⟦⟧${back}`);
      }),
      { numRuns: 300 },
    );
  });

  test('is found in Base64 at any alignment, in hex, in tokens, one in another, and escaped on top', () => {
    fc.assert(
      fc.property(secret, encoding, before, after, (text, encode, front, back) => {
        const taint = new Taint();
        taint.aliasFor('token', text, 'here');
        const cleaned = taint.clean(front + encode(text) + back);
        expect(cleaned, encode(text)).toContain('⟦token#here.1');
        expect(cleaned.startsWith(front) && cleaned.endsWith(back)).toBe(true);
        expect(cleaned).not.toContain(text);
        expect(taint.clean(cleaned)).toBe(cleaned);
      }),
      { numRuns: 300 },
    );
  });

  test('keeps its alias in every encoding, and another secret never gets it', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(secret, { minLength: 2, maxLength: 4 }),
        fc.array(encoding, { minLength: 8, maxLength: 8 }),
        (all, encodes) => {
          const taint = new Taint();
          const written = all.flatMap((text, index) =>
            encodes.slice(0, 2).map((_, nth) => ({ text, encode: encodes[index * 2 + nth] ?? json })),
          );
          const aliases = written.map(({ text }) => taint.aliasFor('token', text, 'here'));
          const cleaned = taint.clean(written.map(({ text, encode }) => encode(text)).join('\n'));
          expect([...cleaned.matchAll(/⟦(token#here\.\d)[^⟧]*⟧/g)].map(([, alias]) => alias)).toEqual(
            aliases,
          );
        },
      ),
      { numRuns: 100 },
    );
  });
});

test('a text without a secret stays as it is, also one that differs in a single character', () => {
  fc.assert(
    fc.property(
      fc.array(secret, { minLength: 1, maxLength: 3 }),
      encoding,
      fc.nat(3),
      before,
      fc.string({ unit: 'grapheme' }),
      (all, encode, at, front, other) => {
        const taint = new Taint();
        for (const text of all) taint.aliasFor('token', text, 'here');
        for (const text of all) {
          const characters = [...text];
          const place = 3 + (at % (characters.length - 6));
          const near = characters.with(place, characters[place] === 'x' ? 'y' : 'x').join('');
          const unknown = front + encode(near) + other + encode(other);
          expect(taint.clean(unknown)).toBe(unknown);
        }
      },
    ),
    { numRuns: 200 },
  );
});
