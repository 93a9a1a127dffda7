import { loadAjv } from '../load-ajv.ts';
import type { JsonSchema } from '../model.ts';
import { isNode, tokensOf } from './json.ts';

/** What the body of an accepted answer satisfies: a JSON Schema, or a JSON pointer to what must be there. */
export function acceptedSchema(value: unknown): JsonSchema | undefined {
  if (typeof value === 'string') return schemaOfPointer(value);
  return isNode(value) ? value : undefined;
}

/** The schema of a body in which the pointer leads to something that is not null. */
function schemaOfPointer(pointer: string): JsonSchema {
  return tokensOf(pointer).reduceRight<JsonSchema>(
    (inner, token) => ({ type: 'object', required: [token], properties: { [token]: inner } }),
    { not: { type: 'null' } },
  );
}

/** Why a value cannot be compiled as a JSON Schema by itself, if it cannot. */
export function schemaFault(value: JsonSchema): string | undefined {
  try {
    new (loadAjv())({ strict: false, validateFormats: false, logger: false }).compile(value);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
