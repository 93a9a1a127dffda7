import { asList, isNode, type Node } from './json.ts';
import { type Child, grammar, isObjectKind, type ObjectKind } from './openapi-grammar.ts';

/**
 * An OpenAPI 3.0 document said in the words of 3.1; any other value as it is. Everything keeps its place, so that
 * messages point into the file that was read.
 */
export function upgrade(value: unknown): unknown {
  if (!isNode(value) || !/^3\.0\.\d+/.test(String(value['openapi']))) return value;
  return { ...upgradeObject('document', value), openapi: '3.1.0' };
}

function upgradeObject(kind: ObjectKind, node: Node): Node {
  const shape = grammar[kind];
  // In 3.0 nothing beside a `$ref` counts.
  if (shape.reference && typeof node['$ref'] === 'string' && kind !== 'pathItem')
    return onlyWith(node, (key) => key === '$ref' || key.startsWith('x-'));
  const inner = Object.fromEntries(
    Object.entries(node).map(([key, value]) => {
      const child =
        (Object.hasOwn(shape.fields, key) ? shape.fields[key] : undefined) ??
        (key.startsWith('x-') ? undefined : shape.others);
      return [key, child === undefined ? value : upgradeChild(child, value)];
    }),
  );
  return kind === 'schema' ? upgradeSchema(inner) : inner;
}

function upgradeChild(child: Child, value: unknown): unknown {
  if (typeof child === 'string')
    return isObjectKind(child) && isNode(value) ? upgradeObject(child, value) : value;
  if ('list' in child)
    return Array.isArray(value) ? value.map((item) => upgradeChild(child.list, item)) : value;
  if (!isNode(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, upgradeChild(child.map, item)]));
}

/** The keywords that changed with JSON Schema 2020-12. */
function upgradeSchema(node: Node): Node {
  const schema: Record<string, unknown> = { ...node };
  exclusive(schema, 'exclusiveMinimum', 'minimum');
  exclusive(schema, 'exclusiveMaximum', 'maximum');
  if (schema['format'] === 'byte' && schema['contentEncoding'] === undefined) {
    delete schema['format'];
    schema['contentEncoding'] = 'base64';
  }
  if (schema['format'] === 'binary') {
    delete schema['format'];
    schema['contentMediaType'] = 'application/octet-stream';
  }
  const { nullable, ...rest } = schema;
  return nullable === true ? orNull(rest) : rest;
}

/** `exclusiveMinimum: true` beside `minimum` became the number itself. */
function exclusive(schema: Record<string, unknown>, flag: string, bound: string): void {
  if (typeof schema[flag] !== 'boolean') return;
  const isExclusive = schema[flag];
  delete schema[flag];
  if (!isExclusive || schema[bound] === undefined) return;
  schema[flag] = schema[bound];
  delete schema[bound];
}

/** Without a type beside it, `nullable` means nothing by the letter; those who write it mean it all the same. */
function orNull(schema: Node): Node {
  const choice = 'enum' in schema ? { enum: [...asList(schema['enum']), null] } : {};
  if (typeof schema['type'] === 'string') return { ...schema, type: [schema['type'], 'null'], ...choice };
  const composed = ['allOf', 'anyOf', 'oneOf'].filter((key) => key in schema);
  if (composed.length === 0) return { ...schema, ...choice };
  const parts = onlyWith(schema, (key) => composed.includes(key));
  return {
    ...onlyWith(schema, (key) => !composed.includes(key)),
    anyOf: [parts, { type: 'null' }],
  };
}

function onlyWith(node: Node, wanted: (key: string) => boolean): Node {
  return Object.fromEntries(Object.entries(node).filter(([key]) => wanted(key)));
}
