import type { Report } from './check-structure.ts';
import { asNode, isNode, join, type Node, tokensOf } from './json.ts';
import { type Child, grammar, isObjectKind, type ObjectKind } from './openapi-grammar.ts';
import { speaksVocabulary } from './sources.ts';

/** Keywords that describe and do not constrain: beside a `$ref` they lay themselves over the target. */
const annotations = new Set([
  'title',
  'description',
  'summary',
  'default',
  'example',
  'examples',
  'deprecated',
  'readOnly',
  'writeOnly',
  '$comment',
]);

/**
 * The document with every `$ref` replaced by what it points to. A schema that is itself a credential is given the
 * `x-auth-field` of its secret, so that it is that place wherever it is referenced. A schema that contains itself is cut
 * at its second turn, unless something of the vocabulary stands in it: then its places have no end.
 */
export function resolveReferences(document: Node, report: Report): Node {
  const finished = new Map<string, unknown>();
  const open = new Set<string>();
  return asNode(resolveObject('document', document, '#'));

  function resolveObject(kind: ObjectKind, value: unknown, pointer: string): unknown {
    if (!isNode(value)) return value;
    const shape = grammar[kind];
    const node = kind === 'schema' ? withSecretPlace(value, pointer) : value;
    if (!shape.reference || typeof node['$ref'] !== 'string') return resolveFields(kind, node, pointer);
    const target = resolveTarget(kind, node['$ref'], join(pointer, '$ref'));
    const { $ref: _, ...siblings } = node;
    if (Object.keys(siblings).length === 0) return target;
    return merge(target, asNode(resolveFields(kind, siblings, pointer)));
  }

  function resolveFields(kind: ObjectKind, node: Node, pointer: string): unknown {
    const shape = grammar[kind];
    const copy: Record<string, unknown> = {};
    for (const [key, value] of Object.entries(node)) {
      const child =
        (Object.hasOwn(shape.fields, key) ? shape.fields[key] : undefined) ??
        (key.startsWith('x-') ? undefined : shape.others);
      copy[key] = child === undefined ? value : resolveChild(child, value, join(pointer, key));
    }
    return copy;
  }

  function resolveChild(child: Child, value: unknown, pointer: string): unknown {
    if (typeof child === 'string') return isObjectKind(child) ? resolveObject(child, value, pointer) : value;
    if ('list' in child) {
      return Array.isArray(value)
        ? value.map((item, index) => resolveChild(child.list, item, join(pointer, index)))
        : value;
    }
    if (!isNode(value)) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [key, resolveChild(child.map, item, join(pointer, key))]),
    );
  }

  function resolveTarget(kind: ObjectKind, reference: string, place: string): unknown {
    const known = finished.get(`${kind} ${reference}`);
    if (known !== undefined) return known;
    const raw = lookUp(reference, place);
    if (raw === undefined) return {};
    if (open.has(reference)) {
      // A tree or a cause of a cause: below the second time around anything goes.
      if (kind === 'schema' && !speaksVocabulary(asNode(raw))) return {};
      report(place, `Circular reference: "${reference}" contains itself.`);
      return {};
    }
    open.add(reference);
    const resolved = resolveObject(kind, raw, decodePointer(reference));
    open.delete(reference);
    finished.set(`${kind} ${reference}`, resolved);
    return resolved;
  }

  function lookUp(reference: string, place: string): unknown {
    if (!reference.startsWith('#/') && reference !== '#') {
      report(
        place,
        `Cannot resolve "${reference}": only references inside the document (#/components/…) are read. Make one file of it first, for example with "redocly bundle".`,
      );
      return undefined;
    }
    let value: unknown = document;
    for (const token of tokensOf(decodePointer(reference))) {
      value =
        typeof value === 'object' && value !== null && Object.hasOwn(value, token)
          ? Reflect.get(value, token)
          : undefined;
      if (value === undefined) {
        report(place, `Cannot resolve "${reference}": there is no "${token}".`);
        return undefined;
      }
    }
    return value;
  }
}

/** A reference as a pointer: what is percent-encoded in it, decoded. */
export function decodePointer(reference: string): string {
  try {
    return decodeURIComponent(reference);
  } catch {
    return reference;
  }
}

function withSecretPlace(schema: Node, pointer: string): Node {
  if (!('x-auth-credential' in schema) || 'x-auth-field' in schema) return schema;
  return { ...schema, 'x-auth-field': `${tokensOf(pointer).at(-1)}.secret` };
}

function merge(target: unknown, siblings: Node): unknown {
  if (!isNode(target)) return { allOf: [target], ...siblings };
  const clash = Object.keys(siblings).some(
    (key) => key in target && !annotations.has(key) && !key.startsWith('x-'),
  );
  if (clash) return { allOf: [target], ...siblings };
  const inner = target['x-auth-source'];
  const outer = siblings['x-auth-source'];
  const both = inner !== undefined && outer !== undefined;
  return {
    ...target,
    ...siblings,
    ...(both ? { 'x-auth-source': { ...byFact(inner), ...byFact(outer) } } : {}),
  };
}

function byFact(source: unknown): Node {
  return isNode(source) ? source : { '*': source };
}
