import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { resolveSpec, shippedSpecs } from '../catalogue.ts';
import { isNode, type Node } from './json.ts';
import { plainVerdict } from './plain-verdict.ts';
import { definitions, vocabularySchema } from './vocabulary.ts';

const leaf = fc.constantFrom<unknown>(
  '',
  'a',
  'ab',
  '€',
  '👩',
  'PT1H',
  -1,
  0,
  1,
  1.5,
  1e300,
  true,
  false,
  null,
);
const value = fc.letrec<{ any: unknown }>((tie) => ({
  any: fc.oneof(
    { withCrossShrink: true },
    leaf,
    fc.array(tie('any'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom('a', 'b', 'toString', '__proto__'), tie('any'), { maxKeys: 3 }),
  ),
})).any;

const count = fc.integer({ min: 0, max: 3 });
const names = fc.uniqueArray(fc.constantFrom('a', 'b', 'toString'), { maxLength: 2 });
const types = fc.constantFrom('string', 'number', 'integer', 'boolean', 'object', 'array', 'null');
/** Schemas of a few keywords each, so deep at most. */
function schema(depth: number): fc.Arbitrary<Node> {
  const part = depth === 0 ? fc.boolean() : fc.oneof(fc.boolean(), schema(depth - 1));
  const keywords: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
    type: fc.oneof(types, fc.uniqueArray(types, { minLength: 1, maxLength: 3 })),
    const: leaf,
    enum: fc.uniqueArray(leaf, { minLength: 1, maxLength: 3 }),
    minimum: fc.constantFrom(0, 1, 1.5),
    maximum: fc.constantFrom(0, 1, 1.5),
    ...Object.fromEntries(
      ['Length', 'Items', 'Properties'].flatMap((what) => [
        [`min${what}`, count],
        [`max${what}`, count],
      ]),
    ),
    pattern: fc.constantFrom('^a', '.', '^.$', '\\p{L}'),
    uniqueItems: fc.boolean(),
    required: names,
    items: part,
    properties: fc.dictionary(fc.constantFrom('a', 'b', 'toString'), part, { maxKeys: 2 }),
    additionalProperties: part,
    propertyNames: fc.constant({ pattern: '^[ab]' }),
    exclusiveMinimum: fc.constantFrom(0, 1, 1.5),
    exclusiveMaximum: fc.constantFrom(0, 1, 1.5),
    ...Object.fromEntries(
      ['allOf', 'anyOf', 'oneOf'].map((keyword) => [keyword, fc.array(part, { minLength: 1, maxLength: 2 })]),
    ),
    not: part,
    title: fc.string(),
    // Not judged: the verdict is then that there is none.
    contains: part,
  };
  const pair = fc
    .constantFrom(...Object.keys(keywords))
    .chain((keyword) => fc.tuple(fc.constant(keyword), keywords[keyword] ?? fc.boolean()));
  const branches = fc.tuple(part, part, part).map(([condition, one, other]) => [
    ['if', condition],
    ['then', one],
    ['else', other],
  ]);
  return fc
    .tuple(fc.array(pair, { maxLength: 3 }), fc.oneof({ weight: 3, arbitrary: fc.constant([]) }, branches))
    .map(([pairs, more]) => Object.fromEntries([...pairs, ...more]));
}

test('says what a complete validator says, if it says anything', () => {
  let said = 0;
  const complete = new Ajv2020({ strict: false, validateFormats: false, logger: false });
  fc.assert(
    fc.property(schema(2), value, (some, given) => {
      const verdict = plainVerdict(some, given);
      if (verdict === undefined) return;
      said++;
      expect(verdict).toBe(complete.validate(some, given));
    }),
    { numRuns: 1000 },
  );
  expect(said).toBeGreaterThan(250);
});

test.each([
  [{ format: 'email' }, 'a'],
  [{ contains: true }, ['a']],
  [{ anyOf: [true, { contains: true }] }, ['a']],
  [{ type: 'text' }, 'a'],
  [{ pattern: '(' }, 'a'],
  [{ const: {} }, {}],
  [{ uniqueItems: true }, [{}, {}]],
  [{ patternProperties: {}, additionalProperties: false }, {}],
  [{ prefixItems: [], items: true }, []],
  [{ $ref: '#/$defs/nothing' }, 'a'],
  [{ minLength: 'one' }, 'a'],
  // Wrong as it is: what the other keyword may say must be heard.
  [{ type: 'number', format: 'email' }, 'a'],
])('leaves %j to the complete validator', (some, given) => {
  expect(plainVerdict(some, given)).toBeUndefined();
});

describe('the vocabulary', () => {
  const complete = new Ajv2020({ strict: false, validateSchema: false, logger: false });
  complete.addVocabulary(['standsOn', 'says']);
  complete.addSchema(vocabularySchema);
  const written = shippedSpecs().flatMap((name) => [
    ...wordsIn(parse(readFileSync(resolveSpec(name), 'utf8'))),
  ]);

  test('is all plain: what the shipped documents say needs no other validator', () => {
    expect(written.length).toBeGreaterThan(100);
    for (const [key, said] of written)
      expect([key, plainVerdict(definitions[key], said, { definitions })]).toEqual([key, true]);
  });

  test('is refused where the complete validator refuses it', () => {
    fc.assert(
      fc.property(fc.constantFrom(...written), fc.nat(), value, ([key, said], place, other) => {
        const changed = withOther(said, place, other);
        const complaint = complete.validate(`vocabulary.schema.json#/$defs/${key}`, changed);
        expect(plainVerdict(definitions[key], changed, { definitions }) ?? complaint).toBe(complaint);
      }),
      { numRuns: 1000 },
    );
  });
});

function* wordsIn(node: unknown): Generator<readonly [key: string, said: unknown]> {
  if (typeof node !== 'object' || node === null) return;
  for (const [key, item] of Object.entries(node)) {
    if (key in definitions && key.startsWith('x-auth-')) yield [key, item];
    yield* wordsIn(item);
  }
}

/** The value with another one in one of its places. */
function withOther(said: unknown, place: number, other: unknown): unknown {
  let left = place % (sizeOf(said) + 1);
  const copy = (node: unknown): unknown => {
    if (left-- === 0) return other;
    if (Array.isArray(node)) return node.map(copy);
    return isNode(node)
      ? Object.fromEntries(Object.entries(node).map(([key, item]) => [key, copy(item)]))
      : node;
  };
  return copy(said);
}

function sizeOf(node: unknown): number {
  return typeof node === 'object' && node !== null
    ? Object.values(node).reduce<number>((sum, item) => sum + 1 + sizeOf(item), 0)
    : 0;
}

test.each<[string, unknown, unknown]>([
  ['a property named __proto__', { properties: JSON.parse('{"__proto__": {"type": "string"}}') }, {}],
  ['a required property without a name', { required: [''] }, {}],
  ['a choice of nothing', { enum: [] }, 1],
  ['a choice of no number', { enum: [Number.NaN] }, Number.NaN],
  ['a type that objects inherit', { type: 'constructor' }, 1],
  ['any of these further in', { not: { enum: [] } }, 1],
])('leaves %s to a complete validator', (_, odd, value) => {
  expect(plainVerdict(odd, value)).toBeUndefined();
});

test('a format says nothing of what is no number', () => {
  expect(plainVerdict({ format: 'int32' }, Number.NaN, { fitsFormat: () => false })).toBe(true);
});
