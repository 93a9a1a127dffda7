import type { Operation, Relation } from '../../spec/model.ts';

/** Does the operation on records reach those of some, not of the whole tenant? */
export function isNarrow({ objectKind, verb, relation }: Operation, wanted: Operation['verb']): boolean {
  return (
    objectKind === 'record' &&
    verb === wanted &&
    Object.values(relation)
      .flat()
      .some((one) => one !== 'tenant')
  );
}

/** The same relation with one of its terms replaced, wherever it stands. */
export function replaced(
  relation: Operation['relation'],
  from: Relation,
  to: readonly Relation[],
): Operation['relation'] {
  return Object.fromEntries(
    Object.entries(relation).map(([name, terms]) => [
      name,
      terms.flatMap((term) => (term === from ? to : [term])),
    ]),
  );
}

/** Does some name reach by this term? */
export function reachesBy({ relation }: Operation, term: Relation): boolean {
  return Object.values(relation).flat().includes(term);
}
