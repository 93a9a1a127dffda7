import type { JsonSchema } from '../../spec/model.ts';

/** Reading JSON Schemas that are data of unknown shape. */

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function asSchema(value: unknown): JsonSchema {
  return isRecord(value) ? value : {};
}

export function propertiesOf(schema: JsonSchema): readonly (readonly [name: string, schema: JsonSchema])[] {
  const { properties } = schema;
  return isRecord(properties)
    ? Object.entries(properties).map(([name, value]) => [name, asSchema(value)] as const)
    : [];
}

export function requiredOf(schema: JsonSchema): readonly string[] {
  const { required } = schema;
  return Array.isArray(required) ? required.filter((name) => typeof name === 'string') : [];
}

/** The types a schema allows; read off its other keywords where `type` is absent. */
export function typesOf(schema: JsonSchema): readonly string[] {
  const { type } = schema;
  if (typeof type === 'string') return [type];
  if (Array.isArray(type)) return type.filter((name) => typeof name === 'string');
  if (isRecord(schema['properties'])) return ['object'];
  return schema['items'] === undefined ? [] : ['array'];
}

export function allows(schema: JsonSchema, type: string): boolean {
  const types = typesOf(schema);
  return types.length === 0 || types.includes(type);
}

/** Folds `allOf` into its parent: properties and required join, other keywords of the parent win. */
export function folded(schema: JsonSchema): JsonSchema {
  const { allOf, ...own } = schema;
  if (!Array.isArray(allOf)) return schema;
  const parts = [...allOf.map((part) => folded(asSchema(part))), own];
  const properties = Object.fromEntries(parts.flatMap((part) => propertiesOf(part)));
  const required = [...new Set(parts.flatMap((part) => requiredOf(part)))];
  const rest: Record<string, unknown> = {};
  for (const part of parts) Object.assign(rest, part);
  return { ...rest, properties, required };
}

/** The branches of `oneOf` or `anyOf`, or the schema itself. */
export function branchesOf(schema: JsonSchema): readonly JsonSchema[] {
  const branches = schema['oneOf'] ?? schema['anyOf'];
  return Array.isArray(branches) && branches.length > 0
    ? branches.map((branch) => asSchema(branch))
    : [schema];
}

/** The one value a schema leaves, if it leaves one. */
export function constantOf(schema: JsonSchema): { readonly value: unknown } | undefined {
  if ('const' in schema) return { value: schema['const'] };
  const values = schema['enum'];
  return Array.isArray(values) && values.length === 1 ? { value: values[0] } : undefined;
}

/** Same schema without what a client cannot set; names of `readOnly` properties stay allowed and are ignored. */
export function withoutReadOnly(schema: JsonSchema, seen = new Map<JsonSchema, JsonSchema>()): JsonSchema {
  const known = seen.get(schema);
  if (known) return known;
  const result: Record<string, unknown> = {};
  seen.set(schema, result);
  const hidden = new Set(readOnlyNames(schema));
  for (const [keyword, value] of Object.entries(schema)) {
    if (keyword === 'properties') {
      result[keyword] = Object.fromEntries(
        propertiesOf(schema).map(([name, property]) => [
          name,
          hidden.has(name) ? true : withoutReadOnly(property, seen),
        ]),
      );
    } else if (keyword === 'required') {
      result[keyword] = requiredOf(schema).filter((name) => !hidden.has(name));
    } else if (Array.isArray(value)) {
      result[keyword] = value.map((entry) => (isRecord(entry) ? withoutReadOnly(entry, seen) : entry));
    } else {
      result[keyword] =
        isRecord(value) && keyword !== 'example' && keyword !== 'default'
          ? withoutReadOnly(value, seen)
          : value;
    }
  }
  return result;
}

/** Names of properties that are `readOnly` here or in a part of `allOf`. */
function readOnlyNames(schema: JsonSchema): readonly string[] {
  return propertiesOf(folded(schema)).flatMap(([name, property]) =>
    property['readOnly'] === true ? [name] : [],
  );
}

/** Follows a JSON pointer in which `*` collects every array element. */
export function valueAt(body: unknown, pointer: string): unknown {
  return follow(body, pointer === '' ? [] : pointer.split('/').slice(1));
}

function follow(value: unknown, steps: readonly string[]): unknown {
  const [step, ...rest] = steps;
  if (step === undefined) return value;
  if (step === '*') return Array.isArray(value) ? value.map((item) => follow(item, rest)) : undefined;
  const name = step.replaceAll('~1', '/').replaceAll('~0', '~');
  return isRecord(value) && Object.hasOwn(value, name) ? follow(value[name], rest) : undefined;
}
