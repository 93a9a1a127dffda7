import { isNode, join } from '../../spec/load/json.ts';

/** A variable that is named but not set, with the place that names it. */
export interface MissingVariable {
  readonly pointer: string;
  readonly variable: string;
}

/** The value with every text that is a `${NAME}` replaced by that variable's value. */
export function resolveVariables<T>(
  value: T,
  environment: Readonly<Record<string, string | undefined>>,
): { readonly value: T; readonly missing: readonly MissingVariable[] } {
  const missing: MissingVariable[] = [];
  const visit = (node: unknown, pointer: string): unknown => {
    if (Array.isArray(node)) return node.map((item, index) => visit(item, join(pointer, index)));
    if (isNode(node))
      return Object.fromEntries(
        Object.entries(node).map(([key, item]) => [key, visit(item, join(pointer, key))]),
      );
    const variable = typeof node === 'string' ? /^\$\{([A-Za-z_]\w*)\}$/.exec(node)?.[1] : undefined;
    if (variable === undefined) return node;
    const found = environment[variable];
    if (found === undefined || found === '') missing.push({ pointer, variable });
    return found ?? '';
  };
  // Texts stay texts, so the shape is the same.
  return { value: visit(value, '#') as T, missing };
}
