import type { Operation } from '../../../spec/model.ts';
import { actorsFor } from '../../lab/actor.ts';
import { callerDetail, type ReadyCaller } from '../../lab/caller.ts';
import type { LabUser } from '../../lab/held.ts';
import type { Lab } from '../../lab/lab.ts';
import { unknownId } from '../../lab/marker.ts';
import { makeUser } from '../../lab/people.ts';
import { roleNames } from '../../predict/people.ts';
import type { CellTarget, MarkedRequest } from './cell-target.ts';

/** Does the operation take people into a tenant, and is there another from which they may come? */
export function takesMembers(lab: Lab, { verb, objectKind }: Operation): boolean {
  return verb === 'create' && objectKind === 'membership' && lab.model.fixtures.tenants.length > 1;
}

/**
 * Target of an operation that takes people into the caller's tenant: for each call somebody new of another tenant, whom
 * the caller's tenant then shows among its people or does not.
 */
export function memberTarget(lab: Lab, operation: Operation, caller: ReadyCaller): CellTarget {
  const tenant = caller.tenant ?? '';
  const home = lab.model.fixtures.tenants.find((candidate) => candidate !== tenant) ?? tenant;
  const roles = roleNames(lab.model).slice(0, 1);
  const list = peopleList(lab);
  const build = (user: Pick<LabUser, 'id'> & Partial<LabUser>) =>
    lab.build(operation, {
      values: { 'user.id': user.id, 'user.email': user.email, 'user.roles': roles, 'tenant.id': tenant },
    });
  const ofStranger = async (): Promise<MarkedRequest> => {
    const { user } = await makeUser(lab, { roles, tenant: home });
    return { request: build(user), marker: markOf(list, user) };
  };
  return {
    permitted: ofStranger,
    refused: ofStranger,
    unknown: () =>
      operation.request.some((place) => place.attribute === 'user.id' && place.in === 'path')
        ? build({ id: unknownId })
        : undefined,
    before: async () => {},
    after: async (probe) => {
      if (list === undefined) {
        lab.lacking(operation.key, 'the document has no list that shows who belongs to a tenant');
        return;
      }
      const { present } = await actorsFor(lab, list, { tenant });
      await lab.send({
        step: 'state-after',
        role: 'read-back',
        case: operation.key,
        readBackOf: probe,
        request: lab.build(list, { values: { 'tenant.id': tenant } }),
        present,
        detail: { ...callerDetail(caller), oracle: 'marker', expected: '', record: '' },
      });
    },
  };
}

/** The list of the members of a tenant, else that of its people. */
function peopleList(lab: Lab): Operation | undefined {
  const lists = lab.model.operations.filter(({ verb }) => verb === 'list');
  return (
    lists.find(({ objectKind }) => objectKind === 'membership') ??
    lists.find(({ objectKind }) => objectKind === 'user')
  );
}

/** How the list shows a person: by the address, which no other text holds, else by the id. */
function markOf(list: Operation | undefined, user: LabUser): string {
  const shown = list?.responses.get(list.success)?.places ?? [];
  return shown.some(({ attribute }) => attribute === 'user.email') ? user.email : JSON.stringify(user.id);
}
