import { basisOf, citationsOf } from '../facts.ts';
import type {
  Citation,
  CredentialKind,
  HttpMethod,
  MatrixCell,
  MatrixRow,
  Operation,
  SecurityScheme,
  Sourced,
} from '../model.ts';
import { collectionOf } from './catalogue-names.ts';

const columnsOfCell: readonly HttpMethod[] = ['POST', 'GET', 'PATCH', 'PUT', 'DELETE'];

/** One row per collection path (with its items) and security scheme that holds names. */
export function buildMatrix(
  operations: readonly Operation[],
  schemes: ReadonlyMap<string, SecurityScheme>,
  credentials: ReadonlyMap<string, CredentialKind>,
  cites: boolean,
): readonly MatrixRow[] {
  const groups = Map.groupBy(operations, ({ path }) => collectionOf(path));
  return [...groups].flatMap(([path, group]) => {
    const used = [...schemes.values()].filter(({ name }) =>
      group.some(({ security }) => security.some((requirement) => requirement.has(name))),
    );
    return used.flatMap((scheme) => {
      const names = credentials.get(scheme.credential)?.names ?? [];
      return names.length === 0 ? [] : [buildRow(path, scheme, names, group, cites)];
    });
  });
}

function buildRow(
  path: string,
  scheme: SecurityScheme,
  names: readonly string[],
  group: readonly Operation[],
  cites: boolean,
): MatrixRow {
  const first = group.find((operation) => operation.path === path) ?? group[0];
  const facts = first?.facts ?? {};
  const extra = group.map(({ method }) => method).filter((method) => !columnsOfCell.includes(method));
  const methods = [...columnsOfCell, ...new Set(extra)];
  const allowed = names.map((name) =>
    methods.filter((method) =>
      group.some((operation) => operation.method === method && allows(operation, scheme.name, name)),
    ),
  );
  const isPrinted = facts['row'] !== undefined;
  const printed = isPrinted ? allowed.filter((cell) => cell.length > 0) : undefined;
  const cells = names.map((name, column) => {
    const cell = methods.map((method): [HttpMethod, MatrixCell] => {
      const isAllowed = allowed[column]?.includes(method) ?? false;
      const operation = group.find((candidate) => candidate.method === method);
      const isCertain = printed === undefined || sameInEveryPlacement(printed, names.length, column, method);
      const printedFact = isCertain ? 'row' : 'cells';
      const citations = citationsOfCell(
        { facts },
        operation,
        scheme,
        name,
        isPrinted ? printedFact : undefined,
        absentBecause(group, method),
      );
      return [method, { allowed: isAllowed, basis: basisOf({ cites }, citations), citations }];
    });
    return [name, new Map(cell)] as const;
  });
  return {
    path,
    scheme: scheme.name,
    cells: new Map(cells),
    sequence: printed?.map((cell) => cell.join(', ')),
    facts,
  };
}

/** What is cited for a method that the path does not declare: `delete: ID` on the path, else `undeclared`. */
function absentBecause(group: readonly Operation[], method: HttpMethod): readonly Citation[] {
  const fact = (name: string): readonly Citation[] | undefined =>
    group.find(({ facts }) => facts[name] !== undefined)?.facts[name];
  return fact(method.toLowerCase()) ?? fact('undeclared') ?? [];
}

/** The most particular source: of this role, of the printed row, of the scheme as a whole, of the operation. */
function citationsOfCell(
  row: Sourced,
  operation: Operation | undefined,
  scheme: SecurityScheme,
  name: string,
  printedFact: 'row' | 'cells' | undefined,
  absent: readonly Citation[],
): readonly Citation[] {
  if (operation === undefined && printedFact === undefined) return absent;
  if (operation?.facts[name] !== undefined) return citationsOf(operation, name);
  if (printedFact !== undefined) return citationsOf(row, printedFact);
  return scheme.facts['security'] ?? (operation === undefined ? [] : citationsOf(operation, 'security'));
}

/** May a holder of this one name call, as far as this scheme goes? */
function allows({ security }: Operation, scheme: string, name: string): boolean {
  if (security.length === 0) return true;
  return security.some((requirement) => {
    if (requirement.size === 0) return true;
    return requirement.get(scheme)?.every((asked) => asked === name) ?? false;
  });
}

/**
 * A table printed without its blanks: `printed` cells stand on `columns` columns in order, blanks unknown. Is the
 * method granted in a column by every placement, or by none? The i-th of k cells can stand in column j exactly if
 * i <= j <= columns - k + i, and any column can be blank if k < columns; so no placement has to be enumerated.
 */
export function sameInEveryPlacement(
  printed: readonly (readonly string[])[],
  columns: number,
  column: number,
  method: string,
): boolean {
  const slack = columns - printed.length;
  const candidates = printed.filter((_, index) => index <= column && column <= slack + index);
  const granting = candidates.filter((cell) => cell.includes(method)).length;
  return granting === 0 || (slack === 0 && granting === candidates.length);
}
