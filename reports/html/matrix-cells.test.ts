import { expect, test } from 'vitest';
import type { Verdict } from '../../spec/outcome.ts';
import { model, rule, verdict } from '../fixtures.test-data.ts';
import { grids } from './matrix-cells.ts';

const cellOf = (verdicts: readonly Verdict[], name: string, operation: string) => {
  const [grid] = grids(model, [rule('authz-matrix-deny', verdicts)]);
  const row = grid!.rows.find((each) => `${each.method} ${each.path}` === operation);
  return row!.cells[grid!.names.indexOf(name)]!;
};

test('rows are paths and methods, columns are names, all from the document', () => {
  const [grid] = grids(model, []);
  expect(grid?.names).toEqual(['Librarian', 'Archivist', 'Volunteer']);
  expect(grid?.rows.map((row) => `${row.method} ${row.path}`)).toEqual([
    'GET /books',
    'POST /books',
    'GET /loans',
    'DELETE /loans',
  ]);
  expect(cellOf([], 'Volunteer', 'POST /books')).toEqual({
    allowed: false,
    basis: 'assumed',
    outcome: undefined,
    verdicts: [],
  });
});

test.each([
  ['the collection', 'Archivist × GET /books', 'GET /books'],
  ['an item of it', 'Archivist × DELETE /loans/{id}', 'DELETE /loans'],
  ['an action on an item', 'Archivist × POST /books/{id}/lend', 'POST /books'],
  ['an operation that the document lacks', 'Archivist × DELETE /loans', 'DELETE /loans'],
  ['a scheme in brackets', 'Archivist × GET /books (bearer)', 'GET /books'],
])('a verdict on %s belongs to the row', (_name, verdictCase, operation) => {
  expect(cellOf([verdict('fail', { case: verdictCase })], 'Archivist', operation).outcome).toBe('fail');
});

test('of several verdicts the worst counts, and a like-named path is another', () => {
  const verdicts = [
    verdict('pass', { case: 'Archivist × GET /books' }),
    verdict('warn', { case: 'Archivist × GET /books/{id}' }),
    verdict('fail', { case: 'Archivist × GET /bookshelves' }),
    verdict('fail', { case: 'Archivist × GET /books (other)' }),
  ];
  expect(cellOf(verdicts, 'Archivist', 'GET /books').outcome).toBe('warn');
});

test('a set of names that was tried is a column, expected as its rule says', () => {
  const verdicts = [
    verdict('fail', { case: 'Librarian + Volunteer × GET /books' }),
    verdict('pass', { case: 'no name × GET /books' }),
  ];
  const [grid] = grids(model, [rule('authz-matrix-allow', verdicts)]);
  expect(grid?.names).toEqual(['Librarian', 'Archivist', 'Volunteer', 'Librarian + Volunteer']);
  expect(grid?.rows[0]?.cells[3]).toMatchObject({ allowed: true, basis: 'stated', outcome: 'fail' });
  expect(grid?.rows[1]?.cells[3]).toBeUndefined();
});

test('an operation that is neither declared nor tried has no row', () => {
  const [grid] = grids({ ...model, operations: [] }, [
    rule('authz-matrix-allow', [verdict('pass', { case: 'Librarian × GET /books' })]),
  ]);
  expect(grid?.rows.map((row) => `${row.method} ${row.path}`)).toEqual(['GET /books']);
});
