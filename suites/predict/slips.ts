import type { AuthModel, JsonSchema, Operation } from '../../spec/model.ts';
import { propertiesOf } from '../lab/marked-body.ts';

/** A member that only the server writes, with a value that it would not choose. */
export interface Slip {
  readonly name: string;
  readonly attribute: 'owner' | 'createdBy' | 'other';
  readonly value: string;
}

/** Operations that make a record which has a member that only the server writes. */
export function creatable(model: AuthModel): readonly Operation[] {
  return model.operations.filter(
    (operation) =>
      operation.objectKind === 'record' &&
      operation.verb === 'create' &&
      slipsOf(operation, 'somebody').length > 0,
  );
}

/** Members of the answer that are the server's to write: its owner, its maker, and what is read-only. */
export function slipsOf(operation: Operation, other: string): readonly Slip[] {
  const answer = propertiesOf(operation.responses.get(operation.success)?.schema);
  const inner = [...answer.values()].find((schema) => propertiesOf(schema).has('id'));
  const writable = new Set(
    operation.request
      .filter((place) => place.in === 'body' && !place.readOnly)
      .map(({ attribute }) => attribute),
  );
  return [...(answer.has('id') || inner === undefined ? answer : propertiesOf(inner))].flatMap(
    ([name, schema]): readonly Slip[] => {
      const fields = [schema['x-auth-field']].flat();
      if (fields.includes('record.owner') && !writable.has('record.owner'))
        return [{ name, attribute: 'owner', value: other }];
      if (fields.includes('record.createdBy') && !writable.has('record.createdBy'))
        return [{ name, attribute: 'createdBy', value: other }];
      const value =
        schema['readOnly'] === true && name !== 'id' && schema['x-auth-field'] === undefined
          ? oddValue(schema)
          : undefined;
      return value === undefined ? [] : [{ name, attribute: 'other', value }];
    },
  );
}

/** A valid value that the server would not choose by itself. */
function oddValue(schema: JsonSchema): string | undefined {
  const choice = schema['enum'];
  if (Array.isArray(choice))
    return choice
      .filter((value): value is string => typeof value === 'string' && value !== schema['default'])
      .at(-1);
  if (schema['format'] === 'uri') return 'https://slipped.example/by-the-client';
  return schema['type'] === 'string' && schema['format'] === undefined && schema['pattern'] === undefined
    ? 'slipped-by-the-client'
    : undefined;
}
