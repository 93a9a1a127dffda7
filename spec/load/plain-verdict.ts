import { isNode, type Node } from './json.ts';

/** Does it fit? Undefined: that is for a complete validator to say. */
export type PlainVerdict = boolean | undefined;
type Judge = (operand: unknown, value: unknown, schema: Node, beside: Beside) => PlainVerdict;

/** What a schema may name that does not stand in it. */
interface Beside {
  /** What a reference `#/$defs/name` leads to. */
  readonly definitions?: Node;
  readonly fitsFormat?: (format: string, value: string | number) => boolean;
}

/**
 * Does a value fit a schema, as far as that can be told by the usual keywords? Preparing a complete validator takes
 * longer than loading a usual document, and most of what it would say is plain. Exact where it says anything.
 */
export function plainVerdict(schema: unknown, value: unknown, beside: Beside = {}): PlainVerdict {
  if (typeof schema === 'boolean') return schema;
  if (!isNode(schema) || isOdd(schema)) return undefined;
  return all(Object.entries(schema), ([keyword, operand]) => {
    if (annotations.has(keyword) || keyword.startsWith('x-')) return true;
    const judge = Object.hasOwn(judges, keyword) ? judges[keyword] : undefined;
    return judge?.(operand, value, schema, beside);
  });
}

const annotations = new Set([
  ...['title', 'description', 'default', 'example', 'examples', 'deprecated', 'readOnly', 'writeOnly'],
  ...['contentMediaType', 'contentEncoding', 'contentSchema', 'says', 'standsOn'],
  // What they say, `if` says.
  ...['then', 'else'],
]);

/** What a complete validator has a mind of its own about: names that mean something else to it, and lists of no value. */
function isOdd({ properties, required, enum: values }: Node): boolean {
  return (
    (isNode(properties) && Object.hasOwn(properties, '__proto__')) ||
    (Array.isArray(required) && required.includes('')) ||
    (Array.isArray(values) && (values.length === 0 || values.some(Number.isNaN)))
  );
}

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

/** A keyword of several schemas, of which so many must fit. */
function branches(isEnough: (fitting: number, of: number) => boolean): Judge {
  return (parts, value, _, beside) => {
    if (!Array.isArray(parts)) return undefined;
    const verdicts = parts.map((part) => plainVerdict(part, value, beside));
    if (verdicts.includes(undefined)) return undefined;
    return isEnough(verdicts.filter((verdict) => verdict === true).length, parts.length);
  };
}

const codePoints = (text: string): number => [...text].length;

const judges: Readonly<Record<string, Judge>> = {
  type: (names, value) => {
    const known = (Array.isArray(names) ? names : [names]).map((name) =>
      Object.hasOwn(types, String(name)) ? types[String(name)] : undefined,
    );
    return known.includes(undefined) ? undefined : known.some((isType) => isType?.(value));
  },
  const: (only, value) => (isSimple(only) ? value === only : undefined),
  enum: (values, value) =>
    Array.isArray(values) && values.every(isSimple) ? values.includes(value) : undefined,
  minimum: bound(isNumber, (value, limit) => value >= limit),
  maximum: bound(isNumber, (value, limit) => value <= limit),
  exclusiveMinimum: bound(isNumber, (value, limit) => value > limit),
  exclusiveMaximum: bound(isNumber, (value, limit) => value < limit),
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
  items: (items, value, schema, beside) => {
    if ('prefixItems' in schema) return undefined;
    return !Array.isArray(value) || all(value, (item) => plainVerdict(items, item, beside));
  },
  required: (names, value) => {
    if (!Array.isArray(names)) return undefined;
    return !isNode(value) || names.every((name) => value[String(name)] !== undefined);
  },
  properties: (properties, value, _, beside) => {
    if (!isNode(properties)) return undefined;
    if (!isNode(value)) return true;
    return all(
      Object.entries(properties).filter(([name]) => value[name] !== undefined),
      ([name, property]) => plainVerdict(property, value[name], beside),
    );
  },
  additionalProperties: (rest, value, { properties = {}, patternProperties }, beside) => {
    if (patternProperties !== undefined || !isNode(properties)) return undefined;
    if (!isNode(value)) return true;
    return all(
      Object.keys(value).filter((name) => !Object.hasOwn(properties, name)),
      (name) => plainVerdict(rest, value[name], beside),
    );
  },
  propertyNames: (names, value, _, beside) =>
    !isNode(value) || all(Object.keys(value), (name) => plainVerdict(names, name, beside)),
  allOf: branches((fitting, of) => fitting === of),
  anyOf: branches((fitting) => fitting > 0),
  oneOf: branches((fitting) => fitting === 1),
  not: (other, value, _, beside) => {
    const verdict = plainVerdict(other, value, beside);
    return verdict === undefined ? undefined : !verdict;
  },
  if: (condition, value, schema, beside) => {
    const holds = plainVerdict(condition, value, beside);
    return holds === undefined
      ? undefined
      : plainVerdict(schema[holds ? 'then' : 'else'] ?? true, value, beside);
  },
  format: (format, value, _, { fitsFormat }) =>
    isText(value) || isNumber(value) ? fitsFormat?.(String(format), value) : true,
  $ref: (reference, value, _, beside) => {
    const { definitions = {} } = beside;
    const name = /^#\/\$defs\/([\w-]+)$/.exec(String(reference))?.[1];
    return name !== undefined && Object.hasOwn(definitions, name)
      ? plainVerdict(definitions[name], value, beside)
      : undefined;
  },
};
