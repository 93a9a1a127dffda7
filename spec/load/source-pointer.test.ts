import { expect, test } from 'vitest';
import { sourcePointer } from './source-pointer.ts';

const document = {
  paths: { '/a': { get: { responses: { 401: { $ref: '#/components/responses/No%20entry' } } } } },
  components: {
    responses: { 'No entry': { headers: { Limit: { $ref: '#/components/headers/Limit' } } } },
    headers: { Limit: { schema: { type: 'integer' } }, Round: { $ref: '#/components/headers/Round' } },
  },
};

test.each([
  ['#/paths/~1a/get', '#/paths/~1a/get'],
  ['#/paths/~1a/get/responses/401/$ref', '#/paths/~1a/get/responses/401/$ref'],
  ['#/paths/~1a/get/responses/401/headers/Limit/schema/type', '#/components/headers/Limit/schema/type'],
  ['#/paths/~1a/get/responses/401/description', '#/components/responses/No entry/description'],
  ['#/paths/~1none/get', '#/paths/~1none/get'],
])('%s stands at %s', (pointer, source) => {
  expect(sourcePointer(document, pointer)).toBe(source);
});

test('a circle of references is left after some rounds', () => {
  expect(sourcePointer(document, '#/components/headers/Round/schema')).toBe(
    '#/components/headers/Round/schema',
  );
});
