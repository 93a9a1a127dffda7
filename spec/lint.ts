import type { Problem } from './errors.ts';
import { checkCatalogues } from './lint/catalogues.ts';
import { checkCitations } from './lint/citations.ts';
import { checkFacts } from './lint/facts.ts';
import { checkFixturePower } from './lint/fixture-power.ts';
import { checkLifecycle } from './lint/lifecycle.ts';
import { checkRefusals } from './lint/refusals.ts';
import { withPosition } from './load/positions.ts';
import { speaksVocabulary } from './load/sources.ts';
import type { AuthModel } from './model.ts';

/** One check of what a schema cannot say. */
type Check = (model: AuthModel) => readonly Problem[];

const checks: readonly Check[] = [
  checkLifecycle,
  checkRefusals,
  checkCatalogues,
  checkFacts,
  checkCitations,
  checkFixturePower,
];

/**
 * What is wrong with a document although it is well formed: promises that nothing keeps, names that nobody can hold,
 * refusals that are not declared. Errors first; with line and column if the model came from a file. A document without
 * any key of the vocabulary was not written for this, so all that it gets are warnings.
 */
export function lint(model: AuthModel): readonly Problem[] {
  const isBare = !speaksVocabulary(model.document);
  const found = checks
    .flatMap((check) => check(model))
    .map((problem) => withPosition(model, isBare ? { ...problem, severity: 'warning' } : problem));
  const unique = new Map(
    found.map((problem) => [`${problem.line ?? problem.pointer} ${problem.message}`, problem]),
  );
  return [...unique.values()].toSorted(
    (left, right) => rank(left) - rank(right) || (left.line ?? 0) - (right.line ?? 0),
  );
}

function rank({ severity }: Problem): number {
  return severity === 'error' ? 0 : 1;
}
