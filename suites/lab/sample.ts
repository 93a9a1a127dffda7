import type { JsonSchema } from '../../spec/model.ts';

/**
 * A small valid value for a schema: required members only, the document's own `const`, `enum`, `example` or
 * `default` first. For bodies that the document gives no example of.
 */
export function sample(schema: JsonSchema): unknown {
  const given = givenValue(schema);
  if (given !== undefined) return given;
  for (const key of ['oneOf', 'anyOf']) {
    const branches = schemas(schema[key]);
    if (branches[0] !== undefined) return sample(branches[0]);
  }
  const parts = schemas(schema['allOf']);
  if (parts.length > 0) return Object.assign({}, ...parts.map(sample));
  const type = Array.isArray(schema['type']) ? schema['type'][0] : schema['type'];
  if (type === 'object' || schema['properties'] !== undefined) return sampleObject(schema);
  if (type === 'array') return sampleArray(schema);
  if (type === 'integer' || type === 'number')
    return Number(schema['minimum'] ?? schema['exclusiveMinimum'] ?? 0) + 1;
  if (type === 'boolean') return false;
  if (type === 'null') return null;
  return sampleString(schema);
}

/** The document's own value for a schema, if it has one. */
export function givenValue(schema: JsonSchema): unknown {
  for (const key of ['const', 'example', 'default']) if (Object.hasOwn(schema, key)) return schema[key];
  const examples = schema['examples'];
  if (Array.isArray(examples) && examples.length > 0) return examples[0];
  const choice = schema['enum'];
  return Array.isArray(choice) ? choice[0] : undefined;
}

function sampleObject(schema: JsonSchema): unknown {
  const properties = schema['properties'];
  if (typeof properties !== 'object' || properties === null) return {};
  const required = Array.isArray(schema['required']) ? schema['required'] : [];
  const entries = Object.entries(properties as Record<string, JsonSchema>)
    .filter(([name, property]) => required.includes(name) && property['readOnly'] !== true)
    .map(([name, property]) => [name, sample(property)] as const);
  return Object.fromEntries(entries);
}

function sampleArray(schema: JsonSchema): unknown {
  const [items] = schemas([schema['items']]);
  return Number(schema['minItems'] ?? 0) > 0 && items !== undefined ? [sample(items)] : [];
}

const byFormat: Readonly<Record<string, string>> = {
  email: 'probe@probe.example',
  'date-time': '2030-01-01T00:00:00Z',
  date: '2030-01-01',
  uri: 'https://probe.example/',
  uuid: '6f1c2d0e-0a4b-4c6e-9f3a-2b7d5e8c9a10',
};

function sampleString(schema: JsonSchema): string {
  const text = byFormat[String(schema['format'])] ?? 'probe';
  return text.padEnd(Number(schema['minLength'] ?? 0), 'x').slice(0, Number(schema['maxLength'] ?? 256));
}

function schemas(value: unknown): readonly JsonSchema[] {
  const list = Array.isArray(value) ? value : [];
  return list.filter((item): item is JsonSchema => typeof item === 'object' && item !== null);
}
