import type { AuthModel, Operation } from '../../../spec/model.ts';
import type { Mutant } from '../mutant.ts';

export const scaffoldDeletes: Mutant = {
  id: 'scaffold-deletes',
  lie: 'DELETE works on every record, though nobody documented it.',
  fails: ['authz-undeclared-method-closed'],
  appliesTo: (model) =>
    model.operations.some((operation) => isItem(operation) && !hasDelete(model, operation)),
  model: (model) => {
    const paths = new Map(
      model.operations
        .filter((operation) => isItem(operation) && !hasDelete(model, operation))
        .map((operation) => [operation.path, operation]),
    );
    const scaffold = [...paths.values()].map(
      (operation): Operation => ({
        ...operation,
        key: `DELETE ${operation.path}`,
        method: 'DELETE',
        verb: 'delete',
        body: undefined,
        set: {},
        success: 204,
        security: operation.security.map(
          (requirement) => new Map([...requirement.keys()].map((scheme) => [scheme, []])),
        ),
        responses: new Map([
          [
            204,
            {
              status: 204,
              description: 'Gone',
              mediaType: undefined,
              schema: undefined,
              example: undefined,
              examples: {},
              headers: [],
              places: [],
              facts: {},
            },
          ],
        ]),
      }),
    );
    return { ...model, operations: [...model.operations, ...scaffold] };
  },
};

function isItem(operation: Operation): boolean {
  return (
    operation.objectKind === 'record' &&
    operation.path === `${operation.object}/${operation.path.split('/').at(-1)}` &&
    operation.path.endsWith('}')
  );
}

function hasDelete(model: AuthModel, { path }: Operation): boolean {
  return model.operations.some((other) => other.path === path && other.method === 'DELETE');
}
