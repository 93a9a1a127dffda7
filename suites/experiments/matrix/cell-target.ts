import type { Operation } from '../../../spec/model.ts';
import type { BuiltRequest } from '../../lab/build-request.ts';
import { callerDetail, type ReadyCaller } from '../../lab/caller.ts';
import { ready, rolesIn } from '../../lab/columns.ts';
import type { Lab } from '../../lab/lab.ts';
import { markableProperty, markBody } from '../../lab/marked-body.ts';
import { markerOf, unknownId } from '../../lab/marker.ts';
import { readRecords } from '../../lab/record-state.ts';
import { isOnItem, makeRecord, ownValues, recordFor } from '../../lab/record-target.ts';

export interface MarkedRequest {
  readonly request: BuiltRequest;
  readonly marker: string;
}

/** What the requests of one operation fall on, and how its state is read. */
export interface CellTarget {
  /** A request that the caller may make. */
  readonly permitted: () => Promise<MarkedRequest>;
  /** The same kind of request for those who may not, on a thing of its own where the call would end or change it. */
  readonly refused: () => MarkedRequest | Promise<MarkedRequest>;
  /** The refused request on a thing that does not exist, where it names one. */
  readonly unknown: () => BuiltRequest | undefined;
  readonly before: () => Promise<void>;
  readonly after: (probe: number) => Promise<void>;
}

/** @throws Lacking if no record is within reach of the caller */
export async function recordTarget(lab: Lab, operation: Operation, caller: ReadyCaller): Promise<CellTarget> {
  const onItem = isOnItem(operation);
  const consumes = operation.verb === 'delete' || Object.keys(operation.set).length > 0;
  const oracle = oracleOf(operation, consumes);
  const target = onItem ? await recordFor(lab, operation, caller) : undefined;
  let spare: string | undefined;
  const build = (id: string | undefined): MarkedRequest => {
    const marker = markerOf(lab);
    const built = lab.build(operation, { values: ownValues(lab, caller, id) });
    return {
      marker,
      request: built.body === undefined ? built : { ...built, body: markBody(operation, built.body, marker) },
    };
  };
  const readState = async (step: string, readBackOf?: number): Promise<void> => {
    if (oracle === 'none') return;
    const record = spare ?? target;
    await readRecords(lab, operation, [caller], record, {
      step,
      case: operation.key,
      readBackOf,
      detail: { ...callerDetail(caller), oracle, record: record ?? '' },
    });
  };
  return {
    permitted: async () => build(target),
    refused: () => build(spare ?? target),
    unknown: () => (onItem ? build(unknownId).request : undefined),
    before: async () => {
      if (consumes) spare = await makeRecord(lab, operation.object, await ownerOf(lab, target, caller));
      if (oracle === 'entry' || oracle === 'count') await readState('state-before');
    },
    after: (probe) => readState('state-after', probe),
  };
}

/** How it can be seen whether a call was done: its marker, the object as it was, or how many there are. */
function oracleOf(operation: Operation, consumes: boolean): 'none' | 'marker' | 'entry' | 'count' {
  if (operation.method === 'GET') return 'none';
  if (consumes) return 'entry';
  if (markableProperty(operation) !== undefined) return 'marker';
  return operation.verb === 'create' ? 'count' : 'entry';
}

/** Who should own the spare record, so that it is within the same reach as the first: the owner of that one. */
async function ownerOf(lab: Lab, record: string | undefined, caller: ReadyCaller): Promise<ReadyCaller> {
  const fixture = [...lab.model.fixtures.records.values()].flat().find(({ id }) => id === record);
  const user = fixture?.owner === undefined ? undefined : lab.users.get(fixture.owner);
  if (user === undefined || user.id === caller.user?.id) return caller;
  return ready(lab, { ...caller, label: user.id, user, owner: rolesIn(user, caller.tenant) });
}
