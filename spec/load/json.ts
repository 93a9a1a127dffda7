/** A parsed JSON or YAML mapping. */
export type Node = Readonly<Record<string, unknown>>;

export function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value as a mapping; anything else reads as an empty one. */
export function asNode(value: unknown): Node {
  return isNode(value) ? value : {};
}

export function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

export function asText(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** The strings of a list, or the one string, or none. */
export function asTexts(value: unknown): readonly string[] {
  const list = Array.isArray(value) ? value : [value];
  return list.filter((item) => typeof item === 'string');
}

/** The entries of a mapping that are mappings themselves. */
export function nodesOf(value: unknown): readonly (readonly [string, Node])[] {
  return Object.entries(asNode(value)).flatMap(([key, item]) => (isNode(item) ? [[key, item] as const] : []));
}

/** Appends reference tokens (RFC 6901) to a pointer, escaped. */
export function join(pointer: string, ...tokens: readonly (string | number)[]): string {
  return tokens.reduce<string>(
    (path, token) => `${path}/${String(token).replaceAll('~', '~0').replaceAll('/', '~1')}`,
    pointer,
  );
}

/** The unescaped reference tokens of a pointer, with or without the leading `#`. */
export function tokensOf(pointer: string): readonly string[] {
  const path = pointer.startsWith('#') ? pointer.slice(1) : pointer;
  if (path === '') return [];
  return path
    .slice(1)
    .split('/')
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));
}
