import type { AuthModel, Operation } from '../../spec/model.ts';
import { entriesOf } from '../judging/entries.ts';
import { actorsFor } from './actor.ts';
import { CutShort } from './budget.ts';
import { Lacking } from './held.ts';
import { callHook, hookServes } from './hooked.ts';
import { isGone } from './is-gone.ts';
import type { Lab, Sent } from './lab.ts';
import { operationFor } from './lifecycle.ts';
import type { MadeObject } from './made-objects.ts';
import { waysToCall } from './ways-to-call.ts';

/** The operation that undoes what another makes, if the document has one. */
export function removalOf(model: AuthModel, { object, objectKind }: MadeObject): Operation | undefined {
  const verbs = objectKind === 'credential' ? ['revoke', 'logout'] : ['delete'];
  const all = verbs.flatMap((verb) =>
    model.operations.filter((operation) => operation.verb === verb && operation.object === object),
  );
  return all.find((operation) => operation.console) ?? all[0];
}

/**
 * Removes what an experiment made and what is still there, newest first, by the operations of the document; then what was
 * needed anew for that. Never throws: what stays is still among the open ones, with the reason that is returned.
 */
export async function removeMade(
  lab: Lab,
  objects: readonly MadeObject[],
): Promise<ReadonlyMap<number, string>> {
  const before = new Set(lab.made?.objects);
  const reasons = await removeEach(lab, objects);
  const since = lab.made?.open(lab.experiment).filter((object) => !before.has(object)) ?? [];
  return new Map([...reasons, ...(await removeEach(lab, since))]);
}

async function removeEach(lab: Lab, objects: readonly MadeObject[]): Promise<ReadonlyMap<number, string>> {
  const reasons = new Map<number, string>();
  for (const object of objects) {
    if (object.state === 'removed') continue;
    try {
      const reason = await removeOne(lab, object);
      if (reason === undefined) lab.made?.update(object, { state: 'removed' });
      else reasons.set(object.n, reason);
    } catch (error) {
      reasons.set(object.n, lab.taint.clean(error instanceof Error ? error.message : String(error)));
      if (error instanceof CutShort) break;
    }
  }
  return reasons;
}

/** Why it is still there, or undefined if it is gone. */
async function removeOne(lab: Lab, object: MadeObject): Promise<string | undefined> {
  const operation = removalOf(lab.model, object);
  const held =
    object.by === undefined
      ? undefined
      : lab.obtained.find((one) => one.by === object.by && one.kind === object.object);
  const isHooked = object.operation === 'hook:issue';
  if (isHooked && held !== undefined && lab.ended.has(held.alias)) return undefined;
  if (await removeByHook(lab, object, operation)) return undefined;
  if (operation === undefined) return 'the document has no operation that removes it';
  if (object.state === 'pending' && object.id === undefined && !(await find(lab, object))) {
    lab.made?.update(object, { state: 'not-made' });
    return undefined;
  }
  if (!isNamed(operation, object)) return 'no answer told its id';
  if (object.id !== undefined && fixtureIds(lab).has(object.id))
    return 'its id is that of a fixture: the target made nothing new';
  const values = {
    ...object.values,
    ...(object.id === undefined ? {} : { [`${object.object}.id`]: object.id, 'record.id': object.id }),
    ...(object.owner === undefined ? {} : { [`${object.object}.owner`]: object.owner }),
    ...(object.secret === undefined ? {} : { [`${object.object}.secret`]: object.secret }),
  };
  const wishes = { values, params: paramsFor(operation, object) };
  const request = lab.build(operation, wishes);
  let last: Sent | undefined;
  let absent: Sent | undefined;
  let lacking: Lacking | undefined;
  for (const presenting of waysToCall(lab, operation, object, held)) {
    try {
      last = await lab.send({ step: 'clean-up', role: 'clean-up', request, present: await presenting() });
    } catch (error) {
      if (!(error instanceof Lacking) || error instanceof CutShort) throw error;
      lacking = error;
      continue;
    }
    if (last.ok) {
      if (held !== undefined) lab.ended.add(held.alias);
      return undefined;
    }
    if (last.status === 404 || last.status === 410) absent = last;
  }
  if (absent !== undefined) {
    if (await isGone(lab, object, operation, held, wishes)) return undefined;
    return `${operation.key} answered ${absent.status}, it may still be there`;
  }
  if (last === undefined) return lacking?.message ?? 'nobody may remove it';
  return `${operation.key} answered ${last.status || (last.exchange.failure?.kind ?? 'nothing')}`;
}

/** Does what is known name this one thing? Without an id a request would name some fixture. */
function isNamed(operation: Operation, { object, objectKind, id, secret, values }: MadeObject): boolean {
  if (operation.verb === 'logout') return true;
  const takes = (attribute: string) => operation.request.some((place) => place.attribute === attribute);
  if (objectKind === 'membership')
    return ['tenant.id', 'user.id'].every((one) => !takes(one) || values[one] !== undefined);
  return id !== undefined || (secret !== undefined && takes(`${object}.secret`));
}

/** Ids of what was there before: an answer that names one of these made nothing of the run's own. */
function fixtureIds({ model, config, ground, foreign }: Lab): ReadonlySet<string> {
  const { users, records } = model.fixtures;
  return new Set([
    ...users.keys(),
    ...Object.values(config.users).flatMap(({ id }) => (id === undefined ? [] : [id])),
    ...(foreign ?? [...records.values()].flat().map(({ id }) => id)),
    ...ground.credentials.map(({ id }) => id),
    ...(config.provisioned ?? []).flatMap(({ id }) => (id === undefined ? [] : [id])),
  ]);
}

/** Is it gone, by a hook that stands in for the operation? */
async function removeByHook(
  lab: Lab,
  { object, objectKind, id, secret = '', owner, tenant, values }: MadeObject,
  operation: Operation | undefined,
): Promise<boolean> {
  const hook = objectKind === 'credential' ? 'revoke' : objectKind === 'user' ? 'removeUser' : undefined;
  if (hook === undefined || !hookServes(lab, hook, operation)) return false;
  if (id === undefined && secret === '') throw new Lacking('no answer told its id, so no hook can be asked');
  const name = values[`${object}.name`];
  const input =
    hook === 'revoke'
      ? { kind: object, secret, id, name, user: owner, tenant }
      : { user: id, email: values['user.email'] ?? '', tenant: tenant ?? '' };
  await callHook(lab, hook, input, { operation, step: { step: 'clean-up', role: 'clean-up' } });
  return true;
}

/** Path parameters: those of the request that made it; the one that is new in the item's path is the id. */
function paramsFor(operation: Operation, { params, id, objectKind }: MadeObject): Record<string, string> {
  const names = [...operation.path.matchAll(/\{([^}]+)\}/g)].map(([, name]) => name ?? '');
  const annotated = operation.request.filter(({ in: where }) => where === 'path').map(({ at }) => at);
  const own = names.filter((name) => !Object.hasOwn(params, name) && !annotated.includes(name)).at(-1);
  return {
    ...params,
    ...(objectKind !== 'record' || own === undefined || id === undefined ? {} : { [own]: id }),
  };
}

/** Looks for something that may have been made, by the name that only this run gives. */
async function find(lab: Lab, object: MadeObject): Promise<boolean> {
  const attribute = ['name', 'email'].find((one) => object.values[`${object.object}.${one}`] !== undefined);
  const list = operationFor(lab, 'list', object.object);
  if (attribute === undefined || list === undefined)
    throw new Lacking('no answer told whether it was made, and nothing lists it by a name');
  const { owner, tenant, values } = object;
  const actor = await actorsFor(lab, list, { tenant, ...(owner === undefined ? {} : { user: owner }) });
  const request = lab.build(list, { values });
  const sent = await lab.send({ step: 'clean-up', role: 'clean-up', request, present: actor.present });
  if (!sent.ok)
    throw new Lacking(`no answer told whether it was made, and ${list.key} answered ${sent.status}`);
  const wanted = values[`${object.object}.${attribute}`];
  const entry = entriesOf(list, sent.exchange).find((one) => one.get(attribute) === wanted);
  const id = entry?.get('id');
  if (entry === undefined) return false;
  if (id === undefined) throw new Lacking(`${list.key} shows it, but not its id`);
  lab.made?.update(object, { state: 'made', id: String(id) });
  return true;
}
