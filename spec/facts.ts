import type { AuthModel, Basis, Citation, Facts, Sourced } from './model.ts';
import { weakest } from './outcome.ts';

/** What the document cites for the facts named: their own citations, else those of the whole object, else none. */
export function citationsOf(sourced: Sourced, ...names: readonly string[]): readonly Citation[] {
  const named = names.flatMap((name) => sourced.facts[name] ?? []);
  return unique(named.length > 0 ? named : (sourced.facts['*'] ?? []));
}

/** How well citations ground a fact: the weakest of them; uncited means assumed where the document cites at all. */
export function basisOf(model: Pick<AuthModel, 'cites'>, citations: readonly Citation[]): Basis {
  return weakest(citations) ?? (model.cites ? 'assumed' : 'stated');
}

/** Stands in grounds for what a citing document leaves uncited. */
export const uncited: Citation = { statement: 'uncited', basis: 'assumed' };

/** As `citationsOf`, ready to grade by: in a citing document an uncited fact is grounded on an assumption. */
export function groundsOf(
  model: Pick<AuthModel, 'cites'>,
  sourced: Sourced,
  ...names: readonly string[]
): readonly Citation[] {
  const citations = citationsOf(sourced, ...names);
  return citations.length === 0 && model.cites ? [uncited] : citations;
}

/** Facts of an object inside others: a name is looked up from the inside out, `*` last. */
export function inherit(...insideOut: readonly Facts[]): Facts {
  const merged: Record<string, readonly Citation[]> = {};
  for (const facts of insideOut) {
    for (const [name, citations] of Object.entries(facts)) merged[name] ??= citations;
  }
  return merged;
}

/** Only what covers a whole object: the part of an outer object's facts that its inner parts share. */
export function wholeOf(facts: Facts): Facts {
  return facts['*'] === undefined ? {} : { '*': facts['*'] };
}

function unique(citations: readonly Citation[]): readonly Citation[] {
  const seen = new Map(citations.map((citation) => [`${citation.statement} ${citation.basis}`, citation]));
  return seen.size === citations.length ? citations : [...seen.values()];
}
