/** What a carrier holds, taken apart by the scheme's template. */
export interface Parts {
  readonly secret?: string;
  readonly userId?: string;
  readonly userEmail?: string;
  readonly userPassword?: string;
}

export interface Template {
  /** Undefined if the text does not have this form. */
  parse(text: string): Parts | undefined;
  build(parts: Parts): string;
  /** Literal text in front, like `Token `. */
  readonly prefix: string;
}

const names: Readonly<Record<string, keyof Parts>> = {
  secret: 'secret',
  'user.id': 'userId',
  'user.email': 'userEmail',
  'user.password': 'userPassword',
};

/** `{secret}`, `Token {secret}`, `{user.email}:{user.password}`: all but the last part end at their first delimiter. */
export function compileTemplate(text: string): Template {
  const pieces = text.split(/(\{[^}]+\})/).filter((piece) => piece !== '');
  const last = pieces.findLastIndex((piece) => piece.startsWith('{'));
  const parts: (keyof Parts)[] = [];
  const source = pieces.map((piece, index) => {
    const name = piece.startsWith('{') ? names[piece.slice(1, -1)] : undefined;
    if (name === undefined) return RegExp.escape(piece);
    parts.push(name);
    return index === last ? '(.*)' : '(.*?)';
  });
  const isSecretAlone = pieces.length === 1 && parts[0] === 'secret';
  const pattern = new RegExp(`^${source.join('')}$`, 'su');
  return {
    prefix: pieces[0]?.startsWith('{') ? '' : (pieces[0] ?? ''),
    parse(value) {
      if (isSecretAlone) return { secret: value };
      const found = pattern.exec(value);
      return found
        ? Object.fromEntries(parts.map((name, index) => [name, found[index + 1] ?? '']))
        : undefined;
    },
    build: (values) =>
      pieces
        .map((piece) =>
          piece.startsWith('{') ? (values[names[piece.slice(1, -1)] ?? 'secret'] ?? '') : piece,
        )
        .join(''),
  };
}
