import type { Operation } from '../../spec/model.ts';
import { placesOf } from '../judging/entries.ts';
import { CutShort } from './budget.ts';
import type { Wishes } from './build-request.ts';
import { type Held, Lacking } from './held.ts';
import type { Lab, Sent } from './lab.ts';
import { operationFor } from './lifecycle.ts';
import type { MadeObject } from './made-objects.ts';
import { type WayToCall, waysInPlace } from './ways-to-call.ts';

/**
 * A removal answered 404, as it also does for those who may not see the thing. Is it gone? Only if the run ended it, or
 * what it was in, or if those who may see it look and nobody does.
 */
export async function isGone(
  lab: Lab,
  object: MadeObject,
  removal: Operation,
  held: Held | undefined,
  wishes: Wishes,
): Promise<boolean> {
  if (held !== undefined && lab.ended.has(held.alias)) return true;
  if (isInRemoved(lab, object)) return true;
  let isMissed = false;
  for (const operation of looksAt(lab, object, removal)) {
    for (const presenting of waysInPlace(lab, operation, object, held)) {
      const sent = await look(lab, operation, wishes, presenting);
      const isSeen = sent === undefined ? undefined : sees(operation, sent, object);
      if (isSeen === true) return false;
      if (isSeen === false) isMissed = true;
    }
  }
  return isMissed;
}

/** Went the user or tenant that it belonged to? */
function isInRemoved({ made }: Lab, { owner, tenant }: MadeObject): boolean {
  return (made?.objects ?? []).some(
    ({ state, objectKind, id }) =>
      state === 'removed' &&
      id !== undefined &&
      ((objectKind === 'user' && id === owner) || (objectKind === 'tenant' && id === tenant)),
  );
}

function looksAt(lab: Lab, { object, id }: MadeObject, { path }: Operation): readonly Operation[] {
  const read = lab.model.operations.find(
    (one) => id !== undefined && one.verb === 'read' && one.object === object && one.path === path,
  );
  return [read, operationFor(lab, 'list', object)].filter((one) => one !== undefined);
}

async function look(
  lab: Lab,
  operation: Operation,
  wishes: Wishes,
  presenting: WayToCall,
): Promise<Sent | undefined> {
  try {
    const request = lab.build(operation, wishes);
    return await lab.send({ step: 'clean-up', role: 'clean-up', request, present: await presenting() });
  } catch (error) {
    if (!(error instanceof Lacking) || error instanceof CutShort) throw error;
    return undefined;
  }
}

/** Does an answer show the thing? `undefined`: it does not tell. */
function sees(operation: Operation, { status, ok, json, headers, exchange }: Sent, object: MadeObject) {
  if (operation.verb === 'read') return ok ? true : status === 404 || status === 410 ? false : undefined;
  const { object: kind, objectKind, values, id } = object;
  const attribute = objectKind === 'membership' ? 'user.id' : `${kind}.${id === undefined ? 'name' : 'id'}`;
  const wanted = objectKind === 'membership' ? values['user.id'] : (id ?? values[`${kind}.name`]);
  if (!ok || wanted === undefined) return undefined;
  if (holds(json, wanted)) return true;
  const shows =
    objectKind === 'record' ||
    placesOf(operation, exchange.response?.status ?? 0, attribute.slice(0, attribute.lastIndexOf('.'))).some(
      (place) => place.attribute === attribute,
    );
  const hasMore = headers.some(([name, value]) => name.toLowerCase() === 'link' && /rel="?next/i.test(value));
  return shows && !hasMore ? false : undefined;
}

function holds(value: unknown, wanted: string): boolean {
  if (typeof value === 'object' && value !== null)
    return Object.values(value).some((inner) => holds(inner, wanted));
  return (typeof value === 'string' || typeof value === 'number') && String(value) === wanted;
}
