import type { AuthModel, FixtureUser, Operation } from '../../spec/model.ts';
import { isSchema, propertiesOf } from '../lab/marked-body.ts';

/** Operations that make people. */
export function creators(model: AuthModel): readonly Operation[] {
  return model.operations.filter(
    ({ verb, objectKind, body }) => verb === 'create' && objectKind === 'user' && body !== undefined,
  );
}

/** People of the fixtures without any way to log in. */
export function silentPeople(model: AuthModel): readonly FixtureUser[] {
  return [...model.fixtures.users.values()].filter(({ login }) => Array.isArray(login) && login.length === 0);
}

/** Role names that can be written to a person. */
export function roleNames(model: AuthModel): readonly string[] {
  const acting = [...model.credentials.values()].find(
    ({ rights }) => rights.length === 1 && rights[0] === 'owner',
  );
  return acting?.names ?? [];
}

/** Required members of the body that the client writes. */
export function requiredOf(operation: Operation): readonly string[] {
  const properties = propertiesOf(operation.body?.schema);
  return [...properties]
    .filter(([name, schema]) => schema['readOnly'] !== true && isRequired(operation.body?.schema, name))
    .map(([name]) => name);
}

function isRequired(schema: unknown, name: string): boolean {
  if (!isSchema(schema)) return false;
  const own = schema['required'];
  const parts = schema['allOf'];
  return (
    (Array.isArray(own) && own.includes(name)) ||
    (Array.isArray(parts) && parts.some((part) => isRequired(part, name)))
  );
}

/** The operation by which people read themselves: no id in its path. */
export function ownProfileOf(model: AuthModel): Operation | undefined {
  return model.operations.find(
    ({ objectKind, verb, path, security }) =>
      objectKind === 'user' && verb === 'read' && !path.includes('{') && security.length > 0,
  );
}
