import fc from 'fast-check';
import { expect, it } from 'vitest';
import { resolveSpec } from '../catalogue.ts';
import { loadFile } from '../load.ts';
import type { HttpMethod } from '../model.ts';
import { sameInEveryPlacement } from './build-matrix.ts';
import printed from './printed-matrix.test-data.json' with { type: 'json' };

const methods: readonly HttpMethod[] = ['GET', 'POST', 'PATCH'];

it('finds which cells of a table printed without its blanks are certain: 35 allows, 147 denials, 115 assumed', () => {
  const model = loadFile(resolveSpec('regate'));
  const found: Record<string, number> = {};
  for (const [path, expected] of Object.entries(printed.rows)) {
    const row = model.matrix.find((candidate) => candidate.path === path && candidate.scheme === 'token');
    expect([...(row?.cells.keys() ?? [])]).toEqual(printed.columns);
    if (row?.sequence !== undefined) expect(row.sequence).toEqual(expected.printed);
    for (const [role, cells] of Object.entries(expected.cells)) {
      for (const method of methods) {
        const cell = row?.cells.get(role)?.get(method);
        const text = `${cell?.basis === 'stated' ? 'certain' : 'assumed'} ${cell?.allowed ? 'allow' : 'deny'}`;
        expect(`${path} ${role} ${method}: ${text}`).toBe(
          `${path} ${role} ${method}: ${Object.entries(cells).find(([name]) => name === method)?.[1]}`,
        );
        found[text] = (found[text] ?? 0) + 1;
      }
    }
    for (const method of ['PUT', 'DELETE'] as const)
      expect(row?.cells.get('CFO')?.get(method)?.allowed).toBe(false);
  }
  expect(found).toEqual({
    'certain allow': 35,
    'certain deny': 147,
    'assumed allow': 69,
    'assumed deny': 46,
  });
});

it('agrees with trying every placement', () => {
  const cell = fc.subarray(['GET', 'POST'], { minLength: 1 });
  fc.assert(
    fc.property(fc.array(cell, { maxLength: 5 }), fc.nat(3), fc.nat(7), (cells, blanks, pick) => {
      const columns = cells.length + blanks;
      if (columns === 0) return;
      const column = pick % columns;
      const outcomes = new Set(
        placements(cells, columns).map((row) => row[column]?.includes('GET') ?? false),
      );
      expect(sameInEveryPlacement(cells, columns, column, 'GET')).toBe(outcomes.size === 1);
    }),
  );
});

/** Every way to set the cells on the columns in order, the rest blank. */
function placements(
  cells: readonly string[][],
  columns: number,
): readonly (readonly (string[] | undefined)[])[] {
  if (columns === 0) return [[]];
  const [first, ...others] = cells;
  const blank =
    cells.length < columns ? placements(cells, columns - 1).map((row) => [undefined, ...row]) : [];
  return first === undefined
    ? blank
    : [...blank, ...placements(others, columns - 1).map((row) => [first, ...row])];
}
