import type { AuthModel, Basis, HttpMethod, MatrixRow } from '../../spec/model.ts';
import { type Outcome, type RuleResult, type Verdict, weakest, worst } from '../../spec/outcome.ts';

/** The rules whose cases are cells, named `<role or scope> × <METHOD> <path>`. */
const allowRule = 'authz-matrix-allow';
const denyRule = 'authz-matrix-deny';

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
  /** The names of the document, then the sets of names (`user + manager`) that the run tried. */
  readonly names: readonly string[];
  /** Operations that the document declares, and those that the run tried all the same. */
  readonly rows: readonly GridRow[];
}

interface JudgedCell {
  readonly name: string;
  readonly method: string;
  readonly path: string;
  /** Empty: the case does not say. */
  readonly scheme: string;
  readonly verdict: Verdict;
}

export function grids(model: AuthModel, rules: readonly RuleResult[]): readonly Grid[] {
  const judged = rules
    .filter((rule) => rule.rule === allowRule || rule.rule === denyRule)
    .flatMap((rule) => rule.verdicts)
    .flatMap((verdict) => judgedCell(verdict, model.matrix));
  const declared = new Set(
    model.operations.map((operation) => `${operation.method} ${rowOf(operation.path, model.matrix)}`),
  );
  return [...Map.groupBy(model.matrix, (row) => row.scheme)].map(([scheme, rows]) => {
    const own = judged.filter((cell) => cell.scheme === '' || cell.scheme === scheme);
    const single = [...new Set(rows.flatMap((row) => [...row.cells.keys()]))];
    const names = [...single, ...setsOf(own, single)];
    const byCell = Map.groupBy(own, (cell) => cellKey(cell.name, cell.method, cell.path));
    const all = rows.flatMap((row) => gridRows(row, names, byCell));
    const isShown = (row: GridRow) =>
      declared.has(`${row.method} ${row.path}`) || row.cells.some((cell) => cell?.outcome !== undefined);
    return { scheme, names, rows: all.filter(isShown) };
  });
}

/** Labels that join several of the grid's names. */
function setsOf(judged: readonly JudgedCell[], single: readonly string[]): readonly string[] {
  const labels = new Set(judged.map((cell) => cell.name));
  return [...labels].filter(
    (label) => !single.includes(label) && label.split(' + ').every((name) => single.includes(name)),
  );
}

function gridRows(
  row: MatrixRow,
  names: readonly string[],
  byCell: ReadonlyMap<string, readonly JudgedCell[]>,
): GridRow[] {
  const methods = [...new Set([...row.cells.values()].flatMap((cells) => [...cells.keys()]))];
  return methods.map((method) => ({
    path: row.path,
    method,
    cells: names.map((name) => {
      const verdicts = (byCell.get(cellKey(name, method, row.path)) ?? []).map((cell) => cell.verdict);
      const outcome = verdicts.length === 0 ? undefined : worst(verdicts.map((verdict) => verdict.outcome));
      const cell = row.cells.get(name)?.get(method) ?? predicted(verdicts);
      return cell === undefined ? undefined : { allowed: cell.allowed, basis: cell.basis, outcome, verdicts };
    }),
  }));
}

/** Sets of names have no cell in the document; which rule judged them says what was predicted. */
function predicted(
  verdicts: readonly Verdict[],
): { readonly allowed: boolean; readonly basis: Basis } | undefined {
  const [first] = verdicts;
  return first && { allowed: first.rule === allowRule, basis: weakest(first.grounds) ?? 'stated' };
}

const cellKey = (name: string, method: string, path: string) => JSON.stringify([name, method, path]);

/** The cell that a verdict is about; a scheme in brackets after the path tells grids with equal names apart. */
function judgedCell(verdict: Verdict, matrix: readonly MatrixRow[]): JudgedCell[] {
  const found = /^(.*) × ([A-Z]+) (\/\S*)(?: \((.+)\))?$/s.exec(verdict.case);
  if (found === null) return [];
  const [, name = '', method = '', operationPath = '', scheme = ''] = found;
  const path = rowOf(operationPath, matrix);
  return path === undefined ? [] : [{ name, method, path, scheme, verdict }];
}

/** A row stands for a collection with its items: the longest row path that the path equals or continues. */
function rowOf(path: string, matrix: readonly MatrixRow[]): string | undefined {
  return matrix
    .map((row) => row.path)
    .filter((candidate) => path === candidate || path.startsWith(`${candidate}/`))
    .toSorted((left, right) => right.length - left.length)[0];
}
