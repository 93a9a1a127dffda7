import { isNode, type Node } from './json.ts';

/** Does it fit? Undefined: that is for a complete validator to say. */
export type PlainVerdict = boolean | undefined;
type Judge = (operand: unknown, value: unknown, schema: Node, definitions: Node) => PlainVerdict;

/**
 * Does a value fit a schema, as far as that can be told by the usual keywords? Preparing a complete validator takes
 * longer than loading a usual document, and most of what it would say is plain. Exact where it says anything.
 * @param definitions what a reference `#/$defs/name` leads to
 */
export function plainVerdict(schema: unknown, value: unknown, definitions: Node = {}): PlainVerdict {
  if (typeof schema === 'boolean') return schema;
  if (!isNode(schema)) return undefined;
  return all(Object.entries(schema), ([keyword, operand]) => {
    if (annotations.has(keyword) || keyword.startsWith('x-')) return true;
    const judge = Object.hasOwn(judges, keyword) ? judges[keyword] : undefined;
    return judge?.(operand, value, schema, definitions);
  });
}

const annotations = new Set([
  ...['title', 'description', 'default', 'example', 'examples', 'deprecated', 'readOnly', 'writeOnly'],
  ...['contentMediaType', 'contentEncoding', 'contentSchema', 'says', 'standsOn'],
  // What they say, `if` says.
  ...['then', 'else'],
]);

/** What is unknown of one part is unknown of the whole, even if another part is wrong: what it may say must be heard. */
function all<Part>(parts: readonly Part[], judge: (part: Part) => PlainVerdict): PlainVerdict {
  let whole = true;
  for (const part of parts) {
    const verdict = judge(part);
    if (verdict === undefined) return undefined;
    whole &&= verdict;
  }
  return whole;
}

const isText = (value: unknown): value is string => typeof value === 'string';
const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);
const isSimple = (value: unknown): boolean => typeof value !== 'object' || value === null;

const types: Readonly<Record<string, (value: unknown) => boolean>> = {
  string: isText,
  number: isNumber,
  integer: Number.isInteger,
  boolean: (value) => typeof value === 'boolean',
  object: isNode,
  array: Array.isArray,
  null: (value) => value === null,
};

/** A keyword that bounds values of one kind by a number. */
function bound<Kind>(
  isKind: (value: unknown) => value is Kind,
  fits: (value: Kind, limit: number) => boolean,
): Judge {
  return (limit, value) => (isNumber(limit) ? !isKind(value) || fits(value, limit) : undefined);
}
const codePoints = (text: string): number => [...text].length;

const judges: Readonly<Record<string, Judge>> = {
  type: (names, value) => {
    const known = (Array.isArray(names) ? names : [names]).map((name) => types[String(name)]);
    return known.includes(undefined) ? undefined : known.some((isType) => isType?.(value));
  },
  const: (only, value) => (isSimple(only) ? value === only : undefined),
  enum: (values, value) =>
    Array.isArray(values) && values.every(isSimple) ? values.includes(value) : undefined,
  minimum: bound(isNumber, (value, limit) => value >= limit),
  maximum: bound(isNumber, (value, limit) => value <= limit),
  minLength: bound(isText, (value, limit) => codePoints(value) >= limit),
  maxLength: bound(isText, (value, limit) => codePoints(value) <= limit),
  minItems: bound(Array.isArray, (value, limit) => value.length >= limit),
  maxItems: bound(Array.isArray, (value, limit) => value.length <= limit),
  minProperties: bound(isNode, (value, limit) => Object.keys(value).length >= limit),
  maxProperties: bound(isNode, (value, limit) => Object.keys(value).length <= limit),
  pattern: (pattern, value) => {
    try {
      const expression = new RegExp(String(pattern), 'u');
      return !isText(value) || expression.test(value);
    } catch {
      return undefined;
    }
  },
  uniqueItems: (wanted, value) => {
    if (wanted !== true || !Array.isArray(value)) return typeof wanted === 'boolean' ? true : undefined;
    return value.every(isSimple) ? new Set(value).size === value.length : undefined;
  },
  items: (items, value, schema, definitions) => {
    if ('prefixItems' in schema) return undefined;
    return !Array.isArray(value) || all(value, (item) => plainVerdict(items, item, definitions));
  },
  required: (names, value) => {
    if (!Array.isArray(names)) return undefined;
    return !isNode(value) || names.every((name) => value[String(name)] !== undefined);
  },
  properties: (properties, value, _, definitions) => {
    if (!isNode(properties)) return undefined;
    if (!isNode(value)) return true;
    return all(
      Object.entries(properties).filter(([name]) => value[name] !== undefined),
      ([name, property]) => plainVerdict(property, value[name], definitions),
    );
  },
  additionalProperties: (rest, value, { properties = {}, patternProperties }, definitions) => {
    if (patternProperties !== undefined || !isNode(properties)) return undefined;
    if (!isNode(value)) return true;
    return all(
      Object.keys(value).filter((name) => !Object.hasOwn(properties, name)),
      (name) => plainVerdict(rest, value[name], definitions),
    );
  },
  propertyNames: (names, value, _, definitions) =>
    !isNode(value) || all(Object.keys(value), (name) => plainVerdict(names, name, definitions)),
  allOf: (parts, value, _, definitions) =>
    Array.isArray(parts) ? all(parts, (part) => plainVerdict(part, value, definitions)) : undefined,
  if: (condition, value, schema, definitions) => {
    const holds = plainVerdict(condition, value, definitions);
    return holds === undefined
      ? undefined
      : plainVerdict(schema[holds ? 'then' : 'else'] ?? true, value, definitions);
  },
  $ref: (reference, value, _, definitions) => {
    const name = /^#\/\$defs\/([\w-]+)$/.exec(String(reference))?.[1];
    return name !== undefined && Object.hasOwn(definitions, name)
      ? plainVerdict(definitions[name], value, definitions)
      : undefined;
  },
};
