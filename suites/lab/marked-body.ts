import type { JsonSchema, Operation } from '../../spec/model.ts';

/** Properties of an object schema, `allOf` folded. */
export function propertiesOf(schema: JsonSchema | undefined): ReadonlyMap<string, JsonSchema> {
  const found = new Map<string, JsonSchema>();
  if (schema === undefined) return found;
  const branches = schema['allOf'];
  for (const branch of Array.isArray(branches) ? branches.filter(isSchema) : []) {
    for (const [name, property] of propertiesOf(branch)) found.set(name, property);
  }
  const own = schema['properties'];
  if (isSchema(own))
    for (const [name, property] of Object.entries(own)) if (isSchema(property)) found.set(name, property);
  return found;
}

export function isSchema(value: unknown): value is JsonSchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A text property of the request body in which any text fits, or any address, so that a write can be recognised later. */
export function markableProperty(
  operation: Operation,
): { readonly name: string; readonly isAddress: boolean } | undefined {
  const open = [...propertiesOf(operation.body?.schema)].filter(
    ([, schema]) =>
      schema['type'] === 'string' &&
      schema['readOnly'] !== true &&
      ['enum', 'const', 'pattern', 'x-auth-field', 'x-auth-credential'].every(
        (key) => schema[key] === undefined,
      ) &&
      Number(schema['maxLength'] ?? 100) >= 60,
  );
  const text = open.find(([, schema]) => schema['format'] === undefined);
  const address = open.find(([, schema]) => schema['format'] === 'uri');
  const found = text ?? address;
  return found === undefined ? undefined : { name: found[0], isAddress: text === undefined };
}

/** The body with the marker in such a property; unchanged if there is none. */
export function markBody(operation: Operation, body: unknown, marker: string): unknown {
  const property = markableProperty(operation);
  if (property === undefined || !isSchema(body)) return body;
  return { ...body, [property.name]: property.isAddress ? `https://probe.example/${marker}` : marker };
}
