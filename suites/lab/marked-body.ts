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
  if (isSchema(own)) for (const [name, property] of Object.entries(own)) if (isSchema(property)) found.set(name, property);
  return found;
}

export function isSchema(value: unknown): value is JsonSchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A text property of the request body in which any text fits, so that a write can be recognised later. */
export function markableProperty(operation: Operation): string | undefined {
  for (const [name, schema] of propertiesOf(operation.body?.schema)) {
    const isFree = schema['type'] === 'string' && ['enum', 'const', 'pattern', 'format', 'x-auth-field', 'maxLength', 'x-auth-credential'].every((key) => schema[key] === undefined);
    if (isFree && schema['readOnly'] !== true) return name;
  }
  return undefined;
}

/** The body with the marker in a free text property; unchanged if there is none. */
export function markBody(operation: Operation, body: unknown, marker: string): unknown {
  const property = markableProperty(operation);
  return property === undefined || !isSchema(body) ? body : { ...body, [property]: marker };
}
