import { join } from '../load/json.ts';
import type { AuthModel, Operation } from '../model.ts';

export function operationPointer({ path, method }: Operation): string {
  return join('#/paths', path, method.toLowerCase());
}

/** Where a credential kind stands: as a security scheme, else as a schema. */
export function kindPointer(model: AuthModel, name: string): string {
  return model.schemes.has(name)
    ? join('#/components/securitySchemes', name)
    : join('#/components/schemas', name);
}
