import { describe, expect, test } from 'vitest';
import { exchange, tinyModel } from './history.test-data.ts';
import { partialList } from './lists.ts';

const model = tinyModel();
const list = model.operations.find(({ key }) => key === 'GET /desk/tokens')!;
const partial = (body: unknown, headers: readonly (readonly [string, string])[] = []) =>
  partialList(list, exchange(1, { operation: list.key, body: JSON.stringify(body), headers })) !== undefined;
const entries = (count: number) => Array.from({ length: count }, (_, index) => ({ id: `t${index}` }));

describe('signs of pages', () => {
  test.each([
    [{ results: [], next: '/tokens?page=2' }],
    [{ results: [], meta: { nextCursor: 'x' } }],
    [{ results: [], has_more: true }],
    [{ results: [], pagination: { totalCount: 31 } }],
    [entries(100)],
  ])('%j', (body) => {
    expect(partial(body)).toBe(true);
  });
  test('in fields', () => {
    expect(partial(entries(2), [['Link', '</tokens?page=2>; rel="next"']])).toBe(true);
    expect(partial(entries(2), [['X-Total-Count', '31']])).toBe(true);
    expect(partial(entries(2), [['X-Total-Count', '2']])).toBe(false);
  });
  test.each([[entries(99)], [{ results: [], next: null }], [{ results: [], has_more: false, total: 0 }]])(
    'none in a list of less',
    (body) => {
      expect(partial(body)).toBe(false);
    },
  );
});
