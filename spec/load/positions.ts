import type { Problem } from '../errors.ts';
import type { AuthModel } from '../model.ts';
import type { SourceText } from './source-text.ts';

const sources = new WeakMap<AuthModel, SourceText>();

/** Keeps the text of a loaded model at hand for messages about it; changed copies of the model have none. */
export function rememberPositions(model: AuthModel, source: SourceText): void {
  sources.set(model, source);
}

/** Adds line and column, where the model came from a file. */
export function withPosition(model: AuthModel, problem: Problem): Problem {
  return { ...problem, ...sources.get(model)?.locate(problem.pointer) };
}
