import { tokensOf } from '../../spec/load/json.ts';
import type { JsonSchema } from '../../spec/model.ts';

/** The schema of a body in which the pointer leads to something that is not null. */
export function schemaOfPointer(pointer: string): JsonSchema {
  return tokensOf(pointer).reduceRight<JsonSchema>(
    (inner, token) => ({ type: 'object', required: [token], properties: { [token]: inner } }),
    { not: { type: 'null' } },
  );
}
