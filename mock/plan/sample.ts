import { createRequire } from 'node:module';
import type { JsonSchema } from '../../spec/model.ts';
import { allows, branchesOf, constantOf, folded, isRecord, propertiesOf, requiredOf } from './schema.ts';
import type { Validators } from './validators.ts';

const load = createRequire(import.meta.url);
type Generate = (resource: object, bundle: unknown, schema: unknown, seed?: string) => unknown;
let generate: Generate | undefined;

/**
 * A value that fits the schema, the same for the same seed: an example of the document, else one that
 * Prism's generator makes, else a plain one. Used at start only, for what nobody posted.
 */
export function sample(schema: JsonSchema, seed: string, validators: Validators): unknown {
  const fits = (value: unknown): boolean => value !== undefined && validators.fits(schema, value);
  const candidates = [
    () => constantOf(schema)?.value,
    () => declared(schema),
    () => byPrism(schema, seed),
    () => plain(schema),
  ];
  for (const candidate of candidates) {
    const value = candidate();
    if (fits(value)) return value;
  }
  return plain(schema);
}

function declared(schema: JsonSchema): unknown {
  const { examples } = schema;
  return schema['default'] ?? schema['example'] ?? (Array.isArray(examples) ? examples[0] : undefined);
}

function byPrism(schema: JsonSchema, seed: string): unknown {
  // Loaded on first use: it brings a large fake-data library that most documents never need.
  generate ??= (load('@stoplight/prism-http/dist/mocker/generator/JSONSchema.js') as { generate: Generate })
    .generate;
  const made = generate({ id: seed, method: 'get', path: '/' }, undefined, closed(schema), seed);
  return isRecord(made) && made['_tag'] === 'Right' ? made['right'] : undefined;
}

/** Without properties that the generator would make up beyond the declared ones. */
function closed(schema: JsonSchema): unknown {
  const copy: JsonSchema = structuredClone(schema);
  return isRecord(copy['properties']) ? { additionalProperties: false, ...copy } : copy;
}

/** The smallest value by type; for schemas that a generator cannot serve. */
function plain(schema: JsonSchema): unknown {
  const [branch = schema] = branchesOf(folded(schema));
  const constant = constantOf(branch);
  if (constant) return constant.value;
  const values = branch['enum'];
  if (Array.isArray(values)) return values[0];
  if (Array.isArray(branch['type']) && branch['type'].includes('null')) return null;
  if (allows(branch, 'object') && (branch['properties'] || branch['type'] === 'object')) {
    const wanted = new Set(requiredOf(branch));
    return Object.fromEntries(
      propertiesOf(branch).flatMap(([name, property]) => (wanted.has(name) ? [[name, plain(property)]] : [])),
    );
  }
  if (branch['type'] === 'array') return [];
  if (branch['type'] === 'boolean') return false;
  if (branch['type'] === 'integer' || branch['type'] === 'number') return branch['minimum'] ?? 0;
  return 'text'.padEnd(typeof branch['minLength'] === 'number' ? branch['minLength'] : 0, '.');
}
