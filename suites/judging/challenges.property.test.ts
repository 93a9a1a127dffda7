import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Challenge, parseChallenges } from './challenges.ts';

/** Any UTF-16 code unit, lone surrogates too; mostly the first 256. */
const codeUnit = fc.oneof(fc.nat(0xff), fc.nat(0xffff)).map((code) => String.fromCharCode(code));

/** RFC 9110 §11.6.1 and §5.6, written as a generator: a text, and what it means. */
interface Written<T> {
  readonly text: string;
  readonly means: T;
}

const token = fc.stringMatching(/^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,10}$/);
const token68 = fc.stringMatching(/^[A-Za-z0-9._~+/-]{1,12}={0,2}$/);
const space = fc.stringMatching(/^[ \t]{0,2}$/);
const blanks = fc.stringMatching(/^ {1,3}$/);
/** A comma, and empty list elements (§5.6.1.2). */
const comma = fc.stringMatching(/^[ \t]?(,[ \t]?){1,3}$/);

const quotedPiece: fc.Arbitrary<Written<string>> = fc.oneof(
  fc.stringMatching(/^[\t \x21\x23-\x5b\x5d-\x7e\x80-\xff]$/).map((text) => ({ text, means: text })),
  fc.stringMatching(/^[\t\x20-\x7e\x80-\xff]$/).map((means) => ({ text: `\\${means}`, means })),
);
const value = fc.oneof(
  token.map((text) => ({ text, means: { value: text, quoted: false } })),
  fc.array(quotedPiece, { maxLength: 12 }).map((pieces) => ({
    text: `"${pieces.map(({ text }) => text).join('')}"`,
    means: { value: pieces.map(({ means }) => means).join(''), quoted: true },
  })),
);
const param = fc.tuple(token, space, space, value).map(([name, before, after, { text, means }]) => ({
  text: `${name}${before}=${after}${text}`,
  means: { name, ...means },
}));

function list<T>(items: readonly Written<T>[], commas: readonly string[]): Written<readonly T[]> {
  return {
    text: items
      .map(({ text }, index) => (index === 0 ? text : `${commas[index - 1] ?? ','}${text}`))
      .join(''),
    means: items.map(({ means }) => means),
  };
}
const listOf = <T>(item: fc.Arbitrary<Written<T>>, lengths: { minLength: number; maxLength: number }) =>
  fc
    .tuple(fc.array(item, lengths), fc.array(comma, { minLength: 4, maxLength: 4 }))
    .map((both) => list(...both));

const challenge: fc.Arbitrary<Written<Challenge>> = fc.oneof(
  token.map((scheme) => ({ text: scheme, means: { scheme, params: [] } })),
  fc.tuple(token, blanks, token68).map(([scheme, between, text]) => ({
    text: scheme + between + text,
    means: { scheme, token68: text, params: [] },
  })),
  fc
    .tuple(
      token,
      blanks,
      fc.oneof({ weight: 4, arbitrary: fc.constant('') }, comma),
      listOf(param, { minLength: 1, maxLength: 4 }),
    )
    .map(([scheme, between, empty, params]) => ({
      text: scheme + between + empty + params.text,
      means: { scheme, params: params.means },
    })),
);
const field = fc
  .tuple(
    fc.constantFrom('', ' ', ',', ' , ,'),
    listOf(challenge, { minLength: 0, maxLength: 4 }),
    fc.constantFrom('', ' ', ' ,', ',, '),
  )
  .map(([before, challenges, after]) => ({
    text: before + challenges.text + after,
    means: challenges.means,
  }));

test('every list of challenges that the grammar makes is read as what was written', () => {
  fc.assert(
    fc.property(fc.array(field, { maxLength: 3 }), (lines) => {
      const parsed = parseChallenges(lines.map(({ text }) => text));
      expect(parsed).toEqual({ challenges: lines.flatMap(({ means }) => means) });
    }),
    { numRuns: 1000 },
  );
});

test('any other text is read or named as a problem; what is read can be written again', () => {
  const edited = fc
    .tuple(field, fc.nat(100), fc.nat(1), fc.string({ unit: codeUnit, maxLength: 1 }))
    .map(([{ text }, at, removed, put]) => {
      const place = at % (text.length + 1);
      return text.slice(0, place) + put + text.slice(place + removed);
    });
  const write = ({ scheme, token68: text, params }: Challenge): string =>
    `${scheme} ${text ?? params.map((one) => `${one.name}=${one.quoted ? JSON.stringify(one.value) : one.value}`).join(', ')}`;
  fc.assert(
    fc.property(fc.oneof(edited, fc.string({ unit: codeUnit }), fc.string()), (text) => {
      const parsed = parseChallenges([text]);
      if ('problem' in parsed) expect(parsed.problem).toMatch(/is expected/);
      else
        expect(parseChallenges([parsed.challenges.map(write).join(', ').replaceAll('\\t', '\t')])).toEqual(
          parsed,
        );
    }),
    { numRuns: 1000 },
  );
});
