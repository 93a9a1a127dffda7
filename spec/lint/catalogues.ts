import type { Problem } from '../errors.ts';
import { join } from '../load/json.ts';
import { suggestion } from '../load/near-match.ts';
import { factWords } from '../load/vocabulary.ts';
import type { AuthModel, Operation } from '../model.ts';
import { kindPointer, operationPointer } from './pointers.ts';

/** Role and scope names: who asks for names that nobody can hold, and where AND was written for OR. */
export function checkCatalogues(model: AuthModel): readonly Problem[] {
  return [
    ...model.operations.flatMap((operation) => [
      ...checkSecurity(model, operation),
      ...checkRelation(model, operation),
    ]),
    ...checkClashes(model),
  ];
}

function checkSecurity(model: AuthModel, operation: Operation): readonly Problem[] {
  const pointer = join(operationPointer(operation), 'security');
  const problems: Problem[] = [];
  for (const requirement of operation.security) {
    for (const [scheme, names] of requirement) {
      const kind = model.credentials.get(model.schemes.get(scheme)?.credential ?? scheme);
      if (kind === undefined || names.length === 0) continue;
      if (kind.rights.length === 0) {
        problems.push({
          severity: 'error',
          pointer,
          message: `${operation.key} asks ${scheme} for ${list(names)}, but this credential holds no names: say "rights".`,
        });
      }
      for (const name of names.filter((name) => kind.rights.length > 0 && !kind.names.includes(name))) {
        problems.push({
          severity: 'error',
          pointer,
          message: `No ${kind.name} can hold "${name}", which ${operation.key} asks for.${suggestion(name, kind.names)}`,
        });
      }
      const isSourced = operation.facts['security'] !== undefined || operation.facts['*'] !== undefined;
      if (names.length > 1 && model.cites && !isSourced) {
        problems.push({
          severity: 'warning',
          pointer,
          message: `${operation.key} asks ${scheme} for all of ${list(names)} at once. If any suffices, write one entry each; if all are meant, cite it.`,
        });
      }
    }
  }
  return problems;
}

function checkRelation(model: AuthModel, operation: Operation): readonly Problem[] {
  const known = new Set([...model.credentials.values()].flatMap(({ names }) => names));
  return Object.keys(operation.relation)
    .filter((role) => role !== '*' && !known.has(role))
    .map((role) => ({
      severity: 'error',
      pointer: join(operationPointer(operation), 'x-auth-relation'),
      message: `The relation of ${operation.key} names "${role}", which no credential can hold.${suggestion(role, known)}`,
    }));
}

/** Role names and fact words share the maps of `x-auth-source`. */
function checkClashes(model: AuthModel): readonly Problem[] {
  return [...model.credentials.values()].flatMap((kind) =>
    kind.names
      .filter((name) => factWords.some((word) => word === name))
      .map(
        (name): Problem => ({
          severity: 'error',
          pointer: kindPointer(model, kind.name),
          message: `A role cannot be called "${name}": in x-auth-source this word names a fact.`,
        }),
      ),
  );
}

function list(names: readonly string[]): string {
  return names.map((name) => `"${name}"`).join(' and ');
}
