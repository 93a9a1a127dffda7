import type { HeaderPair } from '../../spec/history.ts';
import type { AuthModel, Operation, Place } from '../../spec/model.ts';
import { Lacking } from './held.ts';
import { withValueAt } from './pointer.ts';
import { givenValue, sample } from './sample.ts';

/** What the caller wants in the request, by attribute (`token.rights`) or parameter name. */
export interface Wishes {
  readonly values?: Readonly<Record<string, unknown>>;
  readonly params?: Readonly<Record<string, string>>;
  /** Whole body instead of the document's example; attributes are still laid over it. */
  readonly body?: unknown;
}

export interface BuiltRequest {
  readonly operation: Operation;
  readonly method: string;
  /** Path with parameters filled in, percent-encoded. */
  readonly path: string;
  readonly query: readonly HeaderPair[];
  readonly headers: readonly HeaderPair[];
  readonly mediaType?: string;
  readonly body?: unknown;
}

/**
 * A valid request for an operation: path parameters from wishes, annotations and fixtures, body from the document's
 * example with the wished attributes laid over it.
 * @throws Lacking if a path parameter has no value
 */
export function buildRequest(model: AuthModel, operation: Operation, wishes: Wishes = {}): BuiltRequest {
  const values = wishes.values ?? {};
  const path = operation.path.replaceAll(/\{([^}]+)\}/g, (_, name: string) =>
    encodeURIComponent(pathValue(model, operation, name, wishes)),
  );
  const query: HeaderPair[] = [];
  const headers: HeaderPair[] = [];
  for (const place of operation.request) {
    const value = values[place.attribute];
    if (value === undefined) continue;
    if (place.in === 'query') query.push([place.at, textOf(value)]);
    if (place.in === 'header') headers.push([place.at, textOf(value)]);
  }
  for (const { name, in: site, required, schema } of operation.parameters) {
    const isFilled = operation.request.some(
      (place) => place.in === site && place.at === name && values[place.attribute] !== undefined,
    );
    if (!required || isFilled) continue;
    if (site === 'query') query.push([name, wishes.params?.[name] ?? textOf(sample(schema))]);
    if (site === 'header') headers.push([name, wishes.params?.[name] ?? textOf(sample(schema))]);
  }
  const base = { operation, method: operation.method, path, query, headers };
  if (operation.body === undefined) return base;
  return { ...base, mediaType: operation.body.mediaType, body: bodyFor(operation, wishes) };
}

function bodyFor(operation: Operation, wishes: Wishes): unknown {
  const values = wishes.values ?? {};
  const schema = operation.body?.schema ?? {};
  const places = operation.request.filter((place) => place.in === 'body' && !place.readOnly);
  const variant = chooseVariant(places, values);
  let body = wishes.body;
  if (body === undefined) {
    const branches = schema['oneOf'] ?? schema['anyOf'];
    const branch = variant !== undefined && Array.isArray(branches) ? branches[variant] : undefined;
    body = branch !== undefined ? sample(branch) : (operation.body?.example ?? sample(schema));
  }
  for (const place of places) {
    if (place.variant !== undefined && place.variant !== variant) continue;
    if (Object.hasOwn(values, place.attribute))
      body = withValueAt(body, place.at, placed(values[place.attribute], place));
  }
  return body;
}

/** The branch of a `oneOf` body that holds most of the wished attributes. */
function chooseVariant(
  places: readonly Place[],
  values: Readonly<Record<string, unknown>>,
): number | undefined {
  const counts = new Map<number, number>();
  for (const { variant, attribute } of places) {
    if (variant === undefined) continue;
    counts.set(variant, (counts.get(variant) ?? 0) + (Object.hasOwn(values, attribute) ? 1 : 0));
  }
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0];
}

/** Lists travel as arrays, as space-separated text (scopes) or, where one fits only, as the first. */
function placed(value: unknown, place: Place): unknown {
  if (!Array.isArray(value)) return value;
  const types = [place.schema['type']].flat();
  if (types.includes('array') || place.schema['items'] !== undefined) return value;
  return place.schema['enum'] === undefined ? value.join(' ') : value[0];
}

function pathValue(model: AuthModel, operation: Operation, name: string, wishes: Wishes): string {
  const wished = wishes.params?.[name];
  if (wished !== undefined) return wished;
  const place = operation.request.find((candidate) => candidate.in === 'path' && candidate.at === name);
  if (place !== undefined) {
    const value = wishes.values?.[place.attribute];
    if (value !== undefined) return textOf(value);
    if (place.attribute === 'tenant.id') return model.fixtures.tenants[0] ?? 'main';
    throw new Lacking(`${operation.key} needs a value for ${place.attribute}`);
  }
  const fromFixtures = fixtureValue(model, operation, name, wishes) ?? documentedValue(operation, name);
  if (fromFixtures === undefined)
    throw new Lacking(
      `nothing gives a value for {${name}} of ${operation.path}: no fixture, no example, no list that shows one`,
    );
  return fromFixtures;
}

function documentedValue(operation: Operation, name: string): string | undefined {
  const parameter = operation.parameters.find((one) => one.in === 'path' && one.name === name);
  const value = parameter === undefined ? undefined : givenValue(parameter.schema);
  return value === undefined || value === null ? undefined : textOf(value);
}

/** The wished record's own id or parent; else the first fixture record that has the parameter. */
function fixtureValue(
  model: AuthModel,
  operation: Operation,
  name: string,
  wishes: Wishes,
): string | undefined {
  const collection = collectionOf(operation);
  const tenant = wishes.values?.['record.tenant'];
  const records = [...(model.fixtures.records.get(collection) ?? [])].filter(
    (record) => tenant === undefined || record.tenant === tenant,
  );
  const wished = wishes.values?.['record.id'];
  const record = wished === undefined ? records[0] : (records.find(({ id }) => id === wished) ?? records[0]);
  if (record !== undefined && Object.hasOwn(record.parents, name)) return record.parents[name];
  const isItem = operation.path.startsWith(`${collection}/{${name}}`);
  if (!isItem) return undefined;
  return wished === undefined ? record?.id : textOf(wished);
}

/** Collection path of a record operation. */
export function collectionOf(operation: Operation): string {
  return operation.objectKind === 'record' ? operation.object : operation.path.replace(/\/\{[^}]+\}.*$/, '');
}

function textOf(value: unknown): string {
  return Array.isArray(value) ? value.join(' ') : String(value);
}

/** The body as text of its media type. */
export function encodeBody(body: unknown, mediaType: string): string {
  if (typeof body === 'string') return body;
  if (!mediaType.includes('x-www-form-urlencoded')) return JSON.stringify(body);
  const entries = Object.entries(typeof body === 'object' && body !== null ? body : {});
  return new URLSearchParams(
    entries.map(([name, value]): [string, string] => [name, textOf(value)]),
  ).toString();
}
