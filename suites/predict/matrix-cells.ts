import { citationsOf, uncited } from '../../spec/facts.ts';
import type {
  AuthModel,
  Citation,
  MatrixCell,
  MatrixRow,
  Operation,
  SecurityScheme,
} from '../../spec/model.ts';
import { collectionOf } from '../lab/build-request.ts';
import { decidedBy, mayCallAccompanied } from '../lab/companions.ts';
import type { Subject } from './permits.ts';

/** How a cell is named in cases: `Treasurer × POST /users`, with the scheme where several open the operation. */
export function cellName(model: AuthModel, label: string, operation: Operation, scheme: string): string {
  const several =
    matrixSchemes(model).filter((candidate) => matrixOperations(model, candidate).includes(operation))
      .length > 1;
  return `${label} × ${operation.key}${several ? ` (${scheme})` : ''}`;
}

/** Schemes whose credentials hold names that decide what they may call. */
export function sweptSchemes(model: AuthModel): readonly SecurityScheme[] {
  return namedSchemes(model).filter((scheme) => sweptOperations(model, scheme).length > 0);
}

function namedSchemes(model: AuthModel): readonly SecurityScheme[] {
  return [...model.schemes.values()].filter(({ credential }) => {
    const kind = model.credentials.get(credential);
    return kind !== undefined && kind.rights.length > 0 && kind.names.length > 0;
  });
}

/**
 * Operations on records and people whose permission is decided over this one scheme. Those on credentials have
 * experiments of their own.
 */
export function sweptOperations(
  model: AuthModel,
  scheme: Pick<SecurityScheme, 'name'>,
): readonly Operation[] {
  return model.operations.filter((operation) => {
    if (operation.security.some((requirement) => requirement.size === 0)) return false;
    const alone = operation.security.filter(
      (requirement) => requirement.size === 1 && requirement.has(scheme.name),
    );
    if (operation.objectKind === 'record') return alone.length > 0;
    if (operation.objectKind !== 'user' && operation.objectKind !== 'membership') return false;
    return alone.some((requirement) => (requirement.get(scheme.name) ?? []).length > 0);
  });
}

/** Schemes whose names decide, alone or beside credentials that give no rights, what may be called. */
export function matrixSchemes(model: AuthModel): readonly SecurityScheme[] {
  return namedSchemes(model).filter((scheme) => matrixOperations(model, scheme).length > 0);
}

/** As `sweptOperations`, and those on records that ask for a credential without rights beside this scheme. */
export function matrixOperations(
  model: AuthModel,
  scheme: Pick<SecurityScheme, 'name'>,
): readonly Operation[] {
  const alone = sweptOperations(model, scheme);
  const beside = model.operations.filter(
    (operation) =>
      operation.objectKind === 'record' &&
      !alone.includes(operation) &&
      operation.security.every((requirement) => requirement.size > 0) &&
      decidedBy(model, operation, scheme.name).length > 0,
  );
  return [...alone, ...beside];
}

/** Sets of names of which one requirement asks more than one at a time. */
export function jointNames(model: AuthModel, scheme: string): readonly (readonly string[])[] {
  const sets = model.operations.flatMap(({ security }) =>
    security.map((requirement) => requirement.get(scheme) ?? []),
  );
  return [
    ...new Map(
      sets.filter((names) => names.length > 1).map((names) => [JSON.stringify(names), names]),
    ).values(),
  ];
}

/** What the document cites for one cell: its own citation in the matrix, else the names', else that of `security`. */
export function cellGrounds(
  model: AuthModel,
  operation: Operation,
  scheme: string,
  subject: Subject,
): readonly Citation[] {
  const names = [...new Set([...subject.own, ...subject.owner])];
  const unsaid = model.schemes.get(scheme)?.facts['security'] ?? [];
  const cell = names.length === 1 ? matrixCell(model, operation, scheme, names[0] ?? '') : undefined;
  if (cell !== undefined && cell.allowed === mayCallAccompanied(model, operation, { ...subject, scheme }))
    return [...orUncited(model, cell.citations), ...unsaid];
  const named = names.flatMap((name) => operation.facts[name] ?? []);
  return [...orUncited(model, named.length > 0 ? named : citationsOf(operation, 'security')), ...unsaid];
}

function orUncited(model: AuthModel, citations: readonly Citation[]): readonly Citation[] {
  return citations.length === 0 && model.cites ? [uncited] : citations;
}

function matrixCell(
  model: AuthModel,
  operation: Operation,
  scheme: string,
  name: string,
): MatrixCell | undefined {
  return matrixRow(model, operation, scheme)?.cells.get(name)?.get(operation.method);
}

/** Row of the printed matrix that an operation belongs to. */
export function matrixRow(model: AuthModel, operation: Operation, scheme: string): MatrixRow | undefined {
  const path = operation.path.replace(/\/\{[^/{}]*\}$/, '') || operation.path;
  return model.matrix.find(
    (candidate) =>
      candidate.scheme === scheme && (candidate.path === path || candidate.path === collectionOf(operation)),
  );
}
