import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isPlain } from './plain-keywords.ts';
import { vocabularySchema } from './vocabulary.ts';

const metaschema = new Ajv2020({ strict: false, validateFormats: false });

const values = fc.oneof(
  fc.constantFrom('string', 'null', 'object', 'text', -1, 0, 1.5, true, false, null),
  fc.array(fc.constantFrom('string', 'null', 'text', 1, true), { maxLength: 3 }),
  fc.constant({ type: 'nothing' }),
);
const keywords = fc.dictionary(
  fc.constantFrom(
    ...[
      'type',
      'title',
      'format',
      'pattern',
      'enum',
      'const',
      'required',
      'readOnly',
      'uniqueItems',
      'minimum',
    ],
    ...['minLength', 'maxItems', 'minProperties', 'examples', 'default', 'multipleOf', 'dependentRequired'],
    ...['$ref', 'discriminator', 'xml', 'externalDocs'],
  ),
  values,
  { maxKeys: 4 },
);

test('what is plain is a schema, whatever it says', () => {
  fc.assert(
    fc.property(keywords, (schema) => {
      if (isPlain(schema)) expect(metaschema.validateSchema(schema)).toBe(true);
    }),
    { numRuns: 1000 },
  );
});

test.each([
  { type: 'string', format: 'email', minLength: 1 },
  { type: ['string', 'null'], description: 'Last use.', readOnly: true },
  { type: 'object', required: ['id', 'name'] },
  { $ref: '#/components/schemas/Order' },
  { type: 'number', multipleOf: 0.01 },
])('what documents usually say is plain: %j', (schema) => {
  expect(isPlain(schema)).toBe(true);
});

test.each([
  [{ type: 'text' }],
  [{ minLength: -1 }],
  [{ required: ['id', 'id'] }],
  [{ type: [] }],
  [{ minimum: 'one' }],
  [{ multipleOf: 0 }],
  [{ $ref: 1 }],
])('what is wrong is not: %j', (schema) => {
  expect(isPlain(schema)).toBe(false);
});

test('the vocabulary itself is a schema: nobody looks at it again when a document is loaded', () => {
  expect(metaschema.validateSchema(vocabularySchema)).toBe(true);
});
