import { asList, asNode, isNode, join, type Node } from './json.ts';
import { type Child, grammar, isObjectKind, type ObjectKind } from './openapi-grammar.ts';

/** One OpenAPI object, where it stands, and the objects around it (innermost last). */
export interface Visit {
  readonly kind: ObjectKind;
  readonly node: Node;
  readonly pointer: string;
  readonly parents: readonly Visit[];
}

/** Calls `see` once per OpenAPI object of the document, outside in; maps, examples and our own values are not objects. */
export function walk(document: Node, see: (visit: Visit) => void): void {
  visit('document', document, '#', []);

  function visit(kind: ObjectKind, node: Node, pointer: string, parents: readonly Visit[]): void {
    const here: Visit = { kind, node, pointer, parents };
    see(here);
    const shape = grammar[kind];
    const inner = [...parents, here];
    for (const [key, value] of Object.entries(node)) {
      const child =
        (Object.hasOwn(shape.fields, key) ? shape.fields[key] : undefined) ??
        (key.startsWith('x-') ? undefined : shape.others);
      if (child !== undefined) descend(child, value, join(pointer, key), inner);
    }
  }

  function descend(child: Child, value: unknown, pointer: string, parents: readonly Visit[]): void {
    if (typeof child === 'string') {
      if (isObjectKind(child) && isNode(value)) visit(child, value, pointer, parents);
    } else if ('list' in child) {
      for (const [index, item] of asList(value).entries())
        descend(child.list, item, join(pointer, index), parents);
    } else {
      for (const [key, item] of Object.entries(asNode(value)))
        descend(child.map, item, join(pointer, key), parents);
    }
  }
}
