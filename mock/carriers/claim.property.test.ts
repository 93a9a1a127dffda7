import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { SecurityScheme } from '../../spec/model.ts';
import { bench, modelOf, smallDocument } from '../bench.test-data.ts';
import { decodeBase64 } from './base64.ts';
import { prepareScheme } from './claim.ts';

/** Any UTF-16 code unit, lone surrogates too; mostly the first 256. */
const codeUnit = fc.oneof(fc.nat(0xff), fc.nat(0xffff)).map((code) => String.fromCharCode(code));

function plan(carrier: SecurityScheme['carrier'], template = '{secret}') {
  return prepareScheme({ name: 's', credential: 'k', carrier, template, facts: {} });
}
const authorization = (scheme: string, template?: string) =>
  plan({ in: 'header', name: 'Authorization', scheme }, template);
const bearer = authorization('bearer');
const basic = authorization('basic');
const person = authorization('basic', '{user.email}:{user.password}');
const token = plan({ in: 'header', name: 'Authorization' }, 'Token {secret}');
const base64 = (text: string) => Buffer.from(text).toString('base64');

/** The name of a scheme in any case, and one or more blanks. */
interface Spelling {
  readonly capitals: number;
  readonly blanks: number;
}
const spelling: fc.Arbitrary<Spelling> = fc.record({
  capitals: fc.nat(255),
  blanks: fc.integer({ min: 1, max: 5 }),
});
function spelt(word: string, { capitals, blanks }: Spelling): string {
  const letters = Array.from(word, (letter, index) =>
    (capitals >> index) & 1 ? letter.toUpperCase() : letter,
  );
  return letters.join('') + ' '.repeat(blanks);
}
/** RFC 6750 §2.1: b64token = 1*( ALPHA / DIGIT / "-" / "." / "_" / "~" / "+" / "/" ) *"=" */
const b64token = fc.stringMatching(/^[A-Za-z0-9._~+/-]{1,40}={0,3}$/);
/** RFC 7617 §2: no control characters; a user-id has no colon. */
const basicText = fc
  .string({ unit: codeUnit, minLength: 1, maxLength: 20 })
  .map((text) => text.toWellFormed().replace(/\p{Cc}/gu, ''))
  .filter((text) => text !== '');
const userId = basicText.map((text) => text.replaceAll(':', ''));

type Edit = { readonly at: number; readonly removed: number; readonly put: string };
const edit: fc.Arbitrary<Edit> = fc.record({
  at: fc.nat(60),
  removed: fc.nat(1),
  put: fc.oneof(
    fc.constantFrom(
      '',
      ' ',
      ',',
      '"',
      '\t',
      '=',
      ':',
      ';',
      '\0',
      '\n',
      '\u007f',
      'é',
      '\u00a0',
      ', Bearer x',
    ),
    fc.string({ unit: codeUnit, maxLength: 1 }),
  ),
});
function edited(text: string, { at, removed, put }: Edit): string {
  const place = at % (text.length + 1);
  return text.slice(0, place) + put + text.slice(place + removed);
}

describe('what the grammar makes is read as the same credential', () => {
  test('Bearer and a literal word: any case, any number of blanks', () => {
    fc.assert(
      fc.property(
        b64token,
        fc.constantFrom(['bearer', bearer] as const, ['token', token] as const),
        spelling,
        (secret, [word, scheme], how) => {
          const text = spelt(word, how) + secret;
          expect(scheme.claim(text)).toEqual({ parts: { secret } });
          expect(scheme.claim(scheme.value({ secret }))).toEqual({ parts: { secret } });
        },
      ),
    );
  });

  test('Basic: text in UTF-8; the first colon parts address and password', () => {
    fc.assert(
      fc.property(userId, fc.oneof(basicText, fc.constant('')), spelling, (userEmail, userPassword, how) => {
        const secret = `${userEmail}:${userPassword}`;
        const text = spelt('basic', how) + base64(secret);
        expect(person.claim(text)).toEqual({ parts: { userEmail, userPassword } });
        expect(person.claim(person.value({ userEmail, userPassword }))).toEqual({
          parts: { userEmail, userPassword },
        });
        expect(basic.claim(text)).toEqual({ parts: { secret } });
      }),
    );
  });
});

describe('what leaves the grammar', () => {
  test('is never the same credential, and no crash', () => {
    const grammatical = (word: string, secret: string) =>
      new RegExp(`^${word} +${RegExp.escape(secret)}$`, 'i');
    fc.assert(
      fc.property(b64token, edit, spelling, (secret, change, how) => {
        const basicSecret = `x:${secret}`;
        for (const [word, scheme, value, meant] of [
          ['bearer', bearer, secret, { secret }],
          ['token', token, secret, { secret }],
          ['basic', basic, base64(basicSecret), { secret: basicSecret }],
        ] as const) {
          const text = edited(spelt(word, how) + value, change);
          const claim = scheme.claim(text);
          const isSame = claim !== undefined && 'parts' in claim && claim.parts.secret === meant.secret;
          // Base64 keeps its case, the name of the scheme does not: the rest must be untouched.
          const isUntouched = grammatical(word, value).test(text) && text.endsWith(value);
          expect(isSame, JSON.stringify(text)).toBe(isUntouched);
        }
      }),
      { numRuns: 500 },
    );
  });

  test('Base64 is read only as its one canonical spelling', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.base64String(),
          basicText.map(base64).chain((text) => edit.map((one) => edited(text, one))),
        ),
        (text) => {
          const decoded = decodeBase64(text);
          if (decoded !== undefined) expect(base64(decoded)).toBe(text);
        },
      ),
    );
  });

  test('over HTTP is refused with 401, never a 5xx', async () => {
    const { console } = bench(modelOf(smallDocument));
    const sendable = (text: string) => text.replace(/[^\t\x20-\x7e\x80-\xff]/g, '').trim();
    const line = fc.oneof(
      fc.string({ unit: codeUnit }),
      fc
        .oneof(fc.string(), fc.base64String(), fc.string({ unit: codeUnit }).map(base64))
        .map((rest) => `Basic ${rest}`),
      edit.map((one) => edited(`Basic ${base64('ada@red.example:x')}`, one)),
    );
    await fc.assert(
      fc.asyncProperty(line.map(sendable), async (auth) => {
        const { status } = await console('POST', '/keys', { auth, body: { rights: ['read'] } });
        expect(status).toBe(401);
      }),
      { numRuns: 20 },
    );
  });
});
