/** Passwords that are nearly right; none of them equals it. */
export function inexactPasswords(password: string): readonly (readonly [name: string, password: string])[] {
  const flipped = [...password]
    .map((letter) => (letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase()))
    .join('');
  const all: readonly (readonly [string, string])[] = [
    ['with a space behind', `${password} `],
    ['with a space before', ` ${password}`],
    ['in the other case', flipped],
    ['cut by one character', password.slice(0, -1)],
    ['with one character more', `${password}x`],
    ['cut to its first half', password.slice(0, Math.ceil(password.length / 2))],
    ['with a NUL and more behind', `${password}\0more`],
  ];
  return [...all, ...cutAtBcrypt(password)].filter(([, altered]) => altered !== password && altered !== '');
}

/** bcrypt reads 72 bytes of a password and ignores what follows. */
export const bcryptBytes = 72;

function cutAtBcrypt(password: string): readonly (readonly [name: string, password: string])[] {
  const bytes = Buffer.from(password, 'utf8');
  if (bytes.length <= bcryptBytes) return [];
  const read = bytes.subarray(0, bcryptBytes).toString('utf8');
  return [
    ['cut to its first 72 bytes', read],
    ['with another end from the 73rd byte', read + 'x'.repeat(bytes.length - bcryptBytes)],
  ];
}

/** Values that loose comparison or a query language might take for the right one. */
export function typeConfusions(
  right: string,
  isJson: boolean,
): readonly (readonly [name: string, value: unknown])[] {
  const texts: readonly (readonly [string, unknown])[] = [
    ['empty', ''],
    ['SQL', "' OR '1'='1"],
    ['SQL comment', `${right}' --`],
    ['100,000 characters', 'x'.repeat(100_000)],
  ];
  const typed: readonly (readonly [string, unknown])[] = [
    ['null', null],
    ['true', true],
    ['0', 0],
    ['empty array', []],
    ['array with the right value', [right]],
    ['empty object', {}],
    ['{"$ne": null}', { $ne: null }],
    ['{"$gt": ""}', { $gt: '' }],
  ];
  return isJson ? [...texts, ...typed] : texts;
}
