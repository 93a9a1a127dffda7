import type { AuthModel, Operation } from '../../spec/model.ts';

/** The operation by which people read themselves: no id in its path. */
export function ownProfileOf(model: AuthModel): Operation | undefined {
  return model.operations.find(
    ({ objectKind, verb, path, security }) =>
      objectKind === 'user' && verb === 'read' && !path.includes('{') && security.length > 0,
  );
}
