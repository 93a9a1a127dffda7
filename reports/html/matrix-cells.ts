import type { Basis, HttpMethod, MatrixRow } from '../../spec/model.ts';
import { type Outcome, type RuleResult, type Verdict, worst } from '../../spec/outcome.ts';

/** The rules whose cases are cells, named `<role or scope> × <METHOD> <path>`. */
const matrixRules = new Set(['authz-matrix-allow', 'authz-matrix-deny']);

/** What the document says of one cell, and what the run saw. */
export interface CellView {
  readonly allowed: boolean;
  readonly basis: Basis;
  /** Absent: no verdict, so nothing is known. */
  readonly outcome: Outcome | undefined;
  readonly verdicts: readonly Verdict[];
}

export interface GridRow {
  readonly path: string;
  readonly method: HttpMethod;
  /** In column order; undefined where the document has no such cell. */
  readonly cells: readonly (CellView | undefined)[];
}

/** One permission grid per security scheme. */
export interface Grid {
  readonly scheme: string;
  readonly names: readonly string[];
  readonly rows: readonly GridRow[];
}

export function grids(matrix: readonly MatrixRow[], rules: readonly RuleResult[]): readonly Grid[] {
  const verdicts = rules.filter((rule) => matrixRules.has(rule.rule)).flatMap((rule) => rule.verdicts);
  const byCell = Map.groupBy(verdicts, (verdict) => cellKey(verdict.case, matrix));
  return [...Map.groupBy(matrix, (row) => row.scheme)].map(([scheme, rows]) => {
    const names = [...new Set(rows.flatMap((row) => [...row.cells.keys()]))];
    return { scheme, names, rows: rows.flatMap((row) => gridRows(row, names, byCell)) };
  });
}

function gridRows(
  row: MatrixRow,
  names: readonly string[],
  byCell: ReadonlyMap<string | undefined, readonly Verdict[]>,
): GridRow[] {
  const methods = [...new Set([...row.cells.values()].flatMap((cells) => [...cells.keys()]))];
  return methods.map((method) => ({
    path: row.path,
    method,
    cells: names.map((name) => {
      const cell = row.cells.get(name)?.get(method);
      if (cell === undefined) return undefined;
      const scoped = byCell.get(key(name, method, row.path, row.scheme));
      const verdicts = scoped ?? byCell.get(key(name, method, row.path, '')) ?? [];
      const outcome = verdicts.length === 0 ? undefined : worst(verdicts.map((verdict) => verdict.outcome));
      return { allowed: cell.allowed, basis: cell.basis, outcome, verdicts };
    }),
  }));
}

const key = (name: string, method: string, path: string, scheme: string) =>
  JSON.stringify([name, method, path, scheme]);

/** The cell that a verdict is about; a scheme in brackets after the path tells grids with equal names apart. */
function cellKey(verdictCase: string, matrix: readonly MatrixRow[]): string | undefined {
  const found = /^(.*) × ([A-Z]+) (\/\S*)(?: \((.+)\))?$/s.exec(verdictCase);
  if (found === null) return undefined;
  const [, name = '', method = '', path = '', scheme = ''] = found;
  const row = rowOf(path, matrix);
  return row === undefined ? undefined : key(name, method, row, scheme);
}

/** A row stands for a collection with its items: the longest row path that the path equals or continues. */
function rowOf(path: string, matrix: readonly MatrixRow[]): string | undefined {
  return matrix
    .map((row) => row.path)
    .filter((candidate) => path === candidate || path.startsWith(`${candidate}/`))
    .reduce<string | undefined>(
      (best, next) => (best === undefined || next.length > best.length ? next : best),
      undefined,
    );
}
