import { pathParameters } from '../../spec/bare.ts';
import type { Operation } from '../../spec/model.ts';
import { actorsFor } from '../lab/actor.ts';
import { Lacking } from '../lab/held.ts';
import type { Lab, Sent } from '../lab/lab.ts';
import { recordIdIn } from '../lab/record-target.ts';
import { givenValue } from '../lab/sample.ts';

export interface FoundIds {
  readonly ids: ReadonlyMap<string, string>;
  /** Those of them that were there before. */
  readonly foreign: ReadonlySet<string>;
}

/**
 * A value for each path parameter, outer ones first, by the path up to it: what the document gives as an example,
 * else, where `makes`, the id of a record made for it, else the first id that the list above it shows.
 */
export async function findIds(lab: Lab, makes: boolean): Promise<FoundIds> {
  const ids = new Map<string, string>();
  const foreign = new Set<string>();
  const prefixes = [
    ...new Set(lab.model.operations.flatMap(({ path }) => pathParameters(path).map(([, one]) => one))),
  ];
  for (const prefix of prefixes.toSorted((left, right) => left.split('{').length - right.split('{').length)) {
    const made = makes ? await madeId(lab, prefix, ids) : undefined;
    const found = made ?? documentedId(lab, prefix) ?? (await listedId(lab, prefix, ids));
    if (found === undefined) continue;
    ids.set(prefix, found);
    if (made === undefined) foreign.add(found);
  }
  return { ids, foreign };
}

function collectionAbove(prefix: string): { readonly path: string; readonly name: string } {
  const cut = prefix.lastIndexOf('/');
  return { path: prefix.slice(0, cut), name: prefix.slice(cut + 1).replaceAll(/[{}]/g, '') };
}

function documentedId(lab: Lab, prefix: string): string | undefined {
  const { name } = collectionAbove(prefix);
  for (const { path, parameters } of lab.model.operations) {
    if (!path.startsWith(prefix)) continue;
    const parameter = parameters.find((one) => one.in === 'path' && one.name === name);
    const value = parameter === undefined ? undefined : givenValue(parameter.schema);
    if (value !== undefined && value !== null) return String(value);
  }
  return undefined;
}

async function madeId(
  lab: Lab,
  prefix: string,
  ids: ReadonlyMap<string, string>,
): Promise<string | undefined> {
  const create = operationAt(lab, collectionAbove(prefix).path, 'POST');
  const sent = create === undefined ? undefined : await call(lab, create, ids, 'make-record');
  if (create === undefined || sent?.ok !== true) return undefined;
  return recordIdIn(lab, create, sent) ?? idIn(sent.json, collectionAbove(prefix).name);
}

async function listedId(
  lab: Lab,
  prefix: string,
  ids: ReadonlyMap<string, string>,
): Promise<string | undefined> {
  const { path, name } = collectionAbove(prefix);
  const list = operationAt(lab, path, 'GET');
  const sent = list === undefined ? undefined : await call(lab, list, ids, 'find-id');
  if (sent?.ok !== true) return undefined;
  const [first] = elementsOf(sent.json, 3) ?? [];
  return typeof first === 'object' ? idIn(first, name) : textOf(first);
}

function operationAt(lab: Lab, path: string, method: string): Operation | undefined {
  return lab.model.operations.find((one) => one.path === path && one.method === method);
}

async function call(
  lab: Lab,
  operation: Operation,
  ids: ReadonlyMap<string, string>,
  step: string,
): Promise<Sent | undefined> {
  const params = Object.fromEntries(
    pathParameters(operation.path).flatMap(([name, prefix]) => {
      const id = ids.get(prefix);
      return id === undefined ? [] : [[name, id]];
    }),
  );
  try {
    const { present } = await actorsFor(lab, operation);
    return await lab.send({ step, role: 'setup', request: lab.build(operation, { params }), present });
  } catch (error) {
    if (error instanceof Lacking) return undefined;
    throw error;
  }
}

/** The first list in an answer, by itself or wrapped. */
function elementsOf(value: unknown, depth: number): readonly unknown[] | undefined {
  if (Array.isArray(value)) return value;
  if (typeof value !== 'object' || value === null || depth === 0) return undefined;
  for (const inner of Object.values(value)) {
    const found = elementsOf(inner, depth - 1);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The member that is called like the parameter in any spelling, else one that usually holds an id. */
function idIn(value: unknown, name: string): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const members = Object.entries(value).map(([key, item]) => [plain(key), textOf(item)] as const);
  for (const wanted of [plain(name), 'id', 'uuid', 'uid', 'slug', 'key', 'name']) {
    const found = members.find(([key, text]) => key === wanted && text !== undefined);
    if (found !== undefined) return found[1];
  }
  return undefined;
}

function plain(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
}

function textOf(value: unknown): string | undefined {
  return (typeof value === 'string' && value !== '') || typeof value === 'number' ? String(value) : undefined;
}
