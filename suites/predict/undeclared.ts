import type { AuthModel, HttpMethod, Operation } from '../../spec/model.ts';

export interface UndeclaredPlace {
  readonly path: string;
  /** A declared operation of the path, or of the collection where the path itself is not declared. */
  readonly operation: Operation;
  readonly methods: readonly HttpMethod[];
  /** Is the path that of one record? */
  readonly onItem: boolean;
}

const writing: readonly HttpMethod[] = ['POST', 'PUT', 'PATCH', 'DELETE'];

/** Paths of records with the methods that they do not declare; where no path of one record is declared, that too. */
export function undeclaredPlaces(model: AuthModel): readonly UndeclaredPlace[] {
  const plain = model.operations.filter(
    ({ objectKind, set, console, security }) =>
      objectKind === 'record' &&
      Object.keys(set).length === 0 &&
      !console &&
      security.length > 0 &&
      security.every((requirement) => requirement.size > 0),
  );
  const declared = [...Map.groupBy(plain, ({ path }) => path)].flatMap(([path, group]): UndeclaredPlace[] => {
    const operation =
      group.find(({ method }) => method === 'GET') ?? group.find(({ method }) => method !== 'DELETE');
    const methods = writing.filter(
      (method) => !model.operations.some((one) => one.path === path && one.method === method),
    );
    return operation === undefined || methods.length === 0
      ? []
      : [{ path, operation, methods, onItem: path !== operation.object }];
  });
  const collections = plain.filter(
    ({ verb, path, object }) =>
      verb === 'list' && path === object && !plain.some((other) => other.path.startsWith(`${path}/{`)),
  );
  return [
    ...declared,
    ...collections.map(
      (operation): UndeclaredPlace => ({
        path: `${operation.path}/{id}`,
        operation,
        methods: ['PUT', 'PATCH', 'DELETE'],
        onItem: true,
      }),
    ),
  ];
}
