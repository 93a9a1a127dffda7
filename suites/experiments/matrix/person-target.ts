import type { Operation } from '../../../spec/model.ts';
import { actorsFor } from '../../lab/actor.ts';
import { callerDetail, type ReadyCaller } from '../../lab/caller.ts';
import type { LabUser } from '../../lab/held.ts';
import type { Lab } from '../../lab/lab.ts';
import { markerOf, unknownId } from '../../lab/marker.ts';
import { makeUser } from '../../lab/people.ts';
import { readUser, trySignIn } from '../../lab/record-state.ts';
import { roleNames } from '../../predict/people.ts';
import type { CellTarget, MarkedRequest } from './cell-target.ts';

interface Newcomer {
  readonly id: string;
  readonly email: string;
  readonly password: string;
  readonly tenant: string;
}

/** Targets of operations on people: somebody new for each call that changes or removes one. */
export function personTarget(lab: Lab, operation: Operation, caller: ReadyCaller): CellTarget {
  const tenant = caller.tenant ?? '';
  const newcomers: Newcomer[] = [];
  const creates = operation.verb === 'create';
  const reads = operation.verb === 'read' || operation.verb === 'list';
  const [usual = [], other = []] = roleNames(lab.model).map((name) => [name]);
  const someone = async (): Promise<LabUser> => (await makeUser(lab, { roles: usual, tenant })).user;
  let spare: LabUser | undefined;
  const build = (user: LabUser | undefined): MarkedRequest => {
    const marker = markerOf(lab);
    if (!creates)
      return {
        marker,
        request: lab.build(operation, {
          values: { 'user.id': user?.id, 'tenant.id': tenant, 'user.roles': other },
        }),
      };
    const newcomer = { id: marker, email: `${marker}@probe.example`, password: `pw-${marker}-2Long`, tenant };
    newcomers.push(newcomer);
    lab.taint.register(`password:${marker}`, newcomer.password);
    return {
      marker,
      request: lab.build(operation, {
        values: { 'user.email': newcomer.email, 'user.password': newcomer.password },
      }),
    };
  };
  const labels = (step: string, oracle: string, expected = '') => ({
    step,
    case: operation.key,
    detail: { ...callerDetail(caller), oracle, expected, record: spare?.id ?? '' },
  });
  return {
    permitted: async () => build(creates ? undefined : reads ? caller.user : await someone()),
    refused: () => build(spare ?? caller.user),
    unknown: () => {
      const named = operation.request.some((place) => place.attribute === 'user.id' && place.in === 'path');
      return named
        ? lab.build(operation, { values: { 'user.id': unknownId, 'tenant.id': tenant, 'user.roles': other } })
        : undefined;
    },
    before: async () => {
      if (reads || creates) return;
      spare = await someone();
      await readUser(lab, spare, labels('state-before', 'entry'));
    },
    after: async (probe) => {
      if (reads) return;
      if (spare !== undefined)
        await readUser(lab, spare, { ...labels('state-after', 'entry'), readBackOf: probe });
      else if (!(await readList(lab, tenant, { ...labels('state-after', 'marker'), readBackOf: probe }))) {
        for (const [index, one] of newcomers.entries()) {
          await trySignIn(lab, one, {
            ...labels('state-after', 'sign-in', index === 0 ? 'in' : 'out'),
            readBackOf: probe,
          });
        }
      }
    },
  };
}

async function readList(
  lab: Lab,
  tenant: string,
  labels: { step: string; case: string; readBackOf: number; detail: Readonly<Record<string, string>> },
): Promise<boolean> {
  const list = lab.model.operations.find(({ objectKind, verb }) => objectKind === 'user' && verb === 'list');
  if (list === undefined) return false;
  const { present } = await actorsFor(lab, list, { tenant });
  await lab.send({ ...labels, role: 'read-back', request: lab.build(list), present });
  return true;
}
