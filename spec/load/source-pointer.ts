import { isNode, join, tokensOf } from './json.ts';
import { decodePointer } from './resolve.ts';

/** More hops than this are a circle, which is told elsewhere. */
const maxHops = 20;

/**
 * Where the value that a pointer names in the resolved document stands in the document as written: behind a `$ref`, at
 * the place that it points to.
 */
export function sourcePointer(document: unknown, pointer: string): string {
  let tokens = [...tokensOf(pointer)];
  for (let hop = 0; hop < maxHops; hop += 1) {
    const jump = firstReference(document, tokens);
    if (jump === undefined) break;
    tokens = jump;
  }
  return join('#', ...tokens);
}

/** The tokens behind the first reference on the way, if the way leads through one. */
function firstReference(document: unknown, tokens: readonly string[]): string[] | undefined {
  let value = document;
  for (const [index, token] of tokens.entries()) {
    if (typeof value !== 'object' || value === null) return undefined;
    if (!Object.hasOwn(value, token)) {
      const reference = isNode(value) ? value['$ref'] : undefined;
      if (typeof reference !== 'string' || !reference.startsWith('#/')) return undefined;
      return [...tokensOf(decodePointer(reference)), ...tokens.slice(index)];
    }
    value = Reflect.get(value, token);
  }
  return undefined;
}
