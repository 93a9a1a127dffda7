import { expect, it } from 'vitest';
import { resolveReferences } from './resolve.ts';

const components = {
  schemas: {
    Role: { enum: ['a'], description: 'A role', 'x-auth-source': ['V-1'] },
    Link: { $ref: '#/components/schemas/Role' },
    Ticket: { type: 'string', 'x-auth-credential': {} },
  },
};

function resolved(schema: object): unknown {
  const reports: string[] = [];
  const document = {
    openapi: '3.1.0',
    components: { ...components, schemas: { ...components.schemas, Probe: schema } },
  };
  const { components: result } = resolveReferences(document, (pointer, message) =>
    reports.push(`${pointer} ${message}`),
  );
  const probe = JSON.parse(JSON.stringify(result)).schemas.Probe;
  return reports.length > 0 ? reports : probe;
}

it('lays annotations over the target, and keeps both sources', () => {
  expect(
    resolved({
      $ref: '#/components/schemas/Role',
      description: 'Mine',
      'x-auth-field': 'user.roles',
      'x-auth-source': { items: 'V-2' },
    }),
  ).toEqual({
    enum: ['a'],
    description: 'Mine',
    'x-auth-field': 'user.roles',
    'x-auth-source': { '*': ['V-1'], items: 'V-2' },
  });
});

it('keeps both where constraints meet', () => {
  expect(resolved({ $ref: '#/components/schemas/Role', enum: ['a', 'b'] })).toMatchObject({
    allOf: [{ enum: ['a'] }],
    enum: ['a', 'b'],
  });
});

it('follows chains and escaped pointers', () => {
  expect(resolved({ items: { $ref: '#/components/schemas/Link' } })).toMatchObject({
    items: { enum: ['a'] },
  });
  expect(
    resolved({
      properties: { 'a/b': { type: 'string' } },
      not: { $ref: '#/components/schemas/Probe/properties/a~1b' },
    }),
  ).toMatchObject({ not: { type: 'string' } });
});

it('gives a credential in a schema the place of its secret', () => {
  expect(resolved({ $ref: '#/components/schemas/Ticket' })).toMatchObject({
    'x-auth-field': 'Ticket.secret',
  });
});

it('leaves examples alone', () => {
  expect(resolved({ example: { $ref: '#/nowhere' } })).toEqual({ example: { $ref: '#/nowhere' } });
});

it('cuts circles at the second turn', () => {
  expect(resolved({ title: 'Tree', items: { $ref: '#/components/schemas/Probe' } })).toEqual({
    title: 'Tree',
    items: { title: 'Tree', items: {} },
  });
});

it('reports circles with a place of the vocabulary in them', () => {
  expect(resolved({ 'x-auth-field': 'record.id', items: { $ref: '#/components/schemas/Probe' } })).toEqual([
    '#/components/schemas/Probe/items/$ref Circular reference: "#/components/schemas/Probe" contains itself.',
  ]);
});
