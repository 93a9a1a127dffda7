import type { CredentialKind } from '../../spec/model.ts';

/** A name that is none of the document's, and the one that it looks like. */
export interface Lookalike {
  readonly name: string;
  readonly like: string;
  readonly how: string;
}

/**
 * Names that a careless comparison takes for a known one: by prefix, without case, as a pattern; and, where names have
 * the form `verb:noun`, those that the document leaves out of the grid.
 */
export function lookalikesOf(kind: CredentialKind): readonly Lookalike[] {
  const like = kind.names.find((name) => !name.includes('*')) ?? kind.names[0];
  if (like === undefined) return [];
  const separator = /[:./]/.exec(like)?.[0];
  const [verb = '', noun = ''] = separator === undefined ? [] : like.split(separator);
  const plain: Lookalike[] = [
    { name: like.slice(0, -1), like, how: 'without its last letter' },
    { name: `${like}x`, like, how: 'with a letter more' },
    { name: swapCase(like), like, how: 'in another case' },
    { name: `${like} `, like, how: 'with a space' },
    { name: '*', like, how: 'any' },
    { name: 'admin', like, how: 'a usual name' },
    ...(separator === undefined
      ? []
      : [
          { name: `*${separator}*`, like, how: 'any of any' },
          { name: `${verb}${separator}nope`, like, how: 'an unknown noun' },
          { name: `*${separator}${noun}`, like, how: 'any verb' },
        ]),
    ...missingInGrid(kind, separator).slice(0, 2),
  ];
  return plain.filter(({ name }) => name !== '' && !kind.names.includes(name));
}

function missingInGrid(kind: CredentialKind, separator: string | undefined): readonly Lookalike[] {
  if (separator === undefined) return [];
  const pairs = kind.names.map((name) => name.split(separator)).filter((parts) => parts.length === 2);
  const verbs = [...new Set(pairs.map(([verb = '']) => verb))];
  return pairs
    .flatMap(([, noun = ''], index) =>
      verbs.map((verb) => ({
        name: `${verb}${separator}${noun}`,
        like: kind.names[index] ?? '',
        how: 'a verb that the noun has not',
      })),
    )
    .filter(
      ({ name }, index, all) =>
        !kind.names.includes(name) && all.findIndex((other) => other.name === name) === index,
    );
}

function swapCase(text: string): string {
  return text === text.toUpperCase() ? text.toLowerCase() : text.toUpperCase();
}
