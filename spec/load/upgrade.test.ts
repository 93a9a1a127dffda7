import { expect, it } from 'vitest';
import { asNode } from './json.ts';
import { upgrade } from './upgrade.ts';

/** What becomes of one schema of a 3.0 document. */
function upgraded(schema: unknown): unknown {
  const document = asNode(upgrade({ openapi: '3.0.3', components: { schemas: { Probe: schema } } }));
  return asNode(asNode(document['components'])['schemas'])['Probe'];
}

it.each([
  ['nullable', { type: 'string', nullable: true }, { type: ['string', 'null'] }],
  [
    'nullable beside a choice',
    { type: 'string', enum: ['a'], nullable: true },
    { type: ['string', 'null'], enum: ['a', null] },
  ],
  [
    'nullable beside a composition',
    { title: 'T', nullable: true, allOf: [{ type: 'object' }] },
    { title: 'T', anyOf: [{ allOf: [{ type: 'object' }] }, { type: 'null' }] },
  ],
  ['not nullable', { type: 'string', nullable: false }, { type: 'string' }],
  ['an exclusive bound', { minimum: 1, exclusiveMinimum: true }, { exclusiveMinimum: 1 }],
  ['an inclusive bound', { maximum: 9, exclusiveMaximum: false }, { maximum: 9 }],
  ['Base64', { type: 'string', format: 'byte' }, { type: 'string', contentEncoding: 'base64' }],
  [
    'bytes',
    { type: 'string', format: 'binary' },
    { type: 'string', contentMediaType: 'application/octet-stream' },
  ],
  [
    'what stands beside a reference',
    { $ref: '#/components/schemas/A', nullable: true, 'x-auth-field': 'user.id' },
    { $ref: '#/components/schemas/A', 'x-auth-field': 'user.id' },
  ],
  [
    'schemas inside',
    { properties: { nullable: { items: { type: 'integer', nullable: true } } } },
    { properties: { nullable: { items: { type: ['integer', 'null'] } } } },
  ],
  ['an example that looks like a schema', { example: { nullable: true } }, { example: { nullable: true } }],
])('says %s in the words of 3.1', (_, schema, expected) => {
  expect(upgraded(schema)).toEqual(expected);
});

it('reaches schemas in parameters, bodies and answers', () => {
  const nullable = { type: 'string', nullable: true };
  const operation = {
    parameters: [{ name: 'q', in: 'query', schema: nullable }],
    requestBody: { content: { 'application/json': { schema: nullable } } },
    responses: { 200: { description: 'Yes', content: { 'application/json': { schema: nullable } } } },
  };
  const text = JSON.stringify(upgrade({ openapi: '3.0.0', paths: { '/a': { post: operation } } }));
  expect(text).not.toContain('nullable');
  expect(text.match(/\["string","null"\]/g)).toHaveLength(3);
});

it.each([[{ openapi: '3.1.0', a: 1 }], [{ swagger: '2.0' }], [null], ['text']])(
  'leaves %j alone',
  (value) => {
    expect(upgrade(value)).toBe(value);
  },
);
