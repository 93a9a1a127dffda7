import type { AuthModel, FixtureUser, Operation } from '../../spec/model.ts';
import { peopleWhoMay } from './managers.ts';

/** Somebody who may give names, one that is held and one that is not. */
export interface Ceiling {
  readonly operation: Operation;
  readonly giver: FixtureUser;
  readonly held: string;
  readonly beyond: string;
  /** May the request name none at all? */
  readonly mayNameNone: boolean;
}

/** Each operation that gives names, and no more than its caller holds, with every name that some fixture user who may call it lacks. */
export function ceilings(model: AuthModel): readonly Ceiling[] {
  const [tenant] = model.fixtures.tenants;
  return model.operations
    .filter(
      ({ within, object }) =>
        within === 'caller' && model.credentials.get(object)?.rights.includes('own') === true,
    )
    .flatMap((operation) => {
      const names = model.credentials.get(operation.object)?.names ?? [];
      const rolesOf = (user: FixtureUser) => user.roles.get(user.tenant) ?? [];
      const [giver] = peopleWhoMay(model, operation, tenant).filter(
        (user) =>
          names.some((name) => rolesOf(user).includes(name)) &&
          names.some((name) => !rolesOf(user).includes(name)),
      );
      const held = names.find((name) => giver !== undefined && rolesOf(giver).includes(name));
      if (giver === undefined || held === undefined) return [];
      return names
        .filter((name) => !rolesOf(giver).includes(name))
        .map((beyond) => ({ operation, giver, held, beyond, mayNameNone: mayNameNone(operation) }));
    });
}

/** A change that names none leaves the names as they are: only what is made new gets some that nobody named. */
function mayNameNone({ verb, request, object }: Operation): boolean {
  const places = request.filter(({ attribute, readOnly }) => attribute === `${object}.rights` && !readOnly);
  return verb === 'issue' && places.every(({ in: site, required }) => site === 'body' && !required);
}
