import type { Place } from '../spec/model.ts';
import { parseBody } from './body.ts';
import type { Call } from './call.ts';
import { isRecord, valueAt } from './plan/schema.ts';

/** What the request says of an attribute, read from its first place that is filled; read-only places do not count. */
export function given(call: Call, attribute: string): unknown {
  return givenAt(call, attribute)?.value;
}

export function givenAt(
  call: Call,
  attribute: string,
): { readonly value: unknown; readonly place: Place } | undefined {
  for (const place of call.operation?.given.get(attribute) ?? []) {
    const value = valueIn(call, place);
    if (value !== undefined) return { value, place };
  }
  return undefined;
}

/** A value from the path: it names something that must exist, before the body is looked at. */
export function inPath(call: Call, attribute: string): string | undefined {
  const place = call.operation?.given.get(attribute)?.find((candidate) => candidate.in === 'path');
  return place && call.params[place.at];
}

function valueIn(call: Call, place: Place): unknown {
  switch (place.in) {
    case 'path':
      return call.params[place.at];
    case 'query':
      return call.request.query().get(place.at) ?? undefined;
    case 'header':
      return call.request.headers[place.at.toLowerCase()];
    case 'body':
      return valueAt(parseBody(call).value, place.at);
    default:
      return undefined;
  }
}

/** The posted properties that bear no annotation and are not read-only: what a store keeps as it came. */
export function givenData(call: Call): Readonly<Record<string, unknown>> {
  const { value } = parseBody(call);
  const stored = call.operation?.stored;
  if (!isRecord(value)) return {};
  const names = stored ?? Object.keys(value).filter((name) => name !== '__proto__');
  return Object.fromEntries(
    names.flatMap((name) => (Object.hasOwn(value, name) ? [[name, value[name]]] : [])),
  );
}

/** A list of names however the document spells one: an array, one name, or names with spaces between (RFC 6749). */
export function givenNames(
  call: Call,
  attribute: string,
  known: readonly string[],
): readonly string[] | undefined {
  const value = given(call, attribute);
  if (Array.isArray(value)) return value.filter((name) => typeof name === 'string');
  if (typeof value !== 'string') return undefined;
  return known.includes(value) ? [value] : value.split(' ').filter((name) => name !== '');
}
