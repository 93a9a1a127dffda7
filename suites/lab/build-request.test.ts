import { expect, test } from 'vitest';
import { tinyModel } from '../judging/history.test-data.ts';
import { buildRequest, encodeBody } from './build-request.ts';
import { Lacking } from './held.ts';
import { valuesAt, withValueAt } from './pointer.ts';
import { sample } from './sample.ts';

const model = tinyModel();
const operation = (key: string) => model.operations.find((one) => one.key === key)!;

test('attributes are laid over the example', () => {
  const built = buildRequest(model, operation('POST /desk/tokens'), {
    values: { 'token.name': 'mine', 'token.rights': ['Librarian'] },
  });
  expect(built.body).toEqual({ name: 'mine', roles: ['Librarian'] });
});

test('what is read-only is not sent', () => {
  const built = buildRequest(model, operation('POST /desk/tokens'), {
    values: { 'token.expiresAt': '2030-01-01T00:00:00Z' },
  });
  expect(built.body).not.toHaveProperty('expires_at');
});

test('path parameters come from wishes, annotations and fixtures', () => {
  expect(
    buildRequest(model, operation('DELETE /desk/tokens/{id}'), { values: { 'token.id': 'a/b' } }).path,
  ).toBe('/desk/tokens/a%2Fb');
  expect(buildRequest(model, operation('DELETE /books/{id}')).path).toBe(
    `/books/${model.fixtures.records.get('/books')?.[0]?.id}`,
  );
  expect(() => buildRequest(model, operation('DELETE /desk/tokens/{id}'))).toThrow(Lacking);
});

test('bodies by media type', () => {
  expect(encodeBody({ a: 1, scope: ['x', 'y'] }, 'application/x-www-form-urlencoded')).toBe('a=1&scope=x+y');
  expect(encodeBody({ a: 1 }, 'application/json')).toBe('{"a":1}');
});

test('pointers', () => {
  expect(valuesAt({ results: [{ id: 1 }, { id: 2 }, {}] }, '/results/*/id')).toEqual([1, 2]);
  expect(withValueAt({ a: { b: 1 } }, '/a/c', 2)).toEqual({ a: { b: 1, c: 2 } });
  expect(withValueAt(undefined, '/x', 1)).toEqual({ x: 1 });
});

test('samples hold what is required and nothing read-only', () => {
  const schema = {
    type: 'object',
    required: ['id', 'n', 'list', 'mail'],
    properties: {
      id: { type: 'string', readOnly: true },
      n: { type: 'integer', minimum: 4 },
      list: { type: 'array', minItems: 1, items: { enum: ['a'] } },
      mail: { type: 'string', format: 'email' },
      other: { type: 'string' },
    },
  };
  expect(sample(schema)).toEqual({ n: 5, list: ['a'], mail: 'probe@probe.example' });
});
