import type { Exchange } from '../../spec/history.ts';
import type { Operation, Place } from '../../spec/model.ts';
import { headersOf } from '../wire/message.ts';
import { readStructured, type ToldLimit } from './limit-dialects.ts';

export { structuredItems, type ToldLimit } from './limit-dialects.ts';

/** Limit fields that go together: `X-RateLimit-…`, `RateLimit-…`, `Retry-After`. */
export interface FieldFamily {
  readonly name: string;
  readonly told: ToldLimit;
}

/** What the limit fields of an answer say, read by the places and units that the document declares. */
export interface LimitFields {
  /** Fields with a value each: `tier.limit` and the like, merged; what Retry-After says only where no other field does. */
  readonly plain: ToldLimit | undefined;
  /** The same by family of fields. */
  readonly families: readonly FieldFamily[];
  /** Items of the structured fields, those of one name merged. */
  readonly structured: readonly ToldLimit[];
  /** Fields that are declared but cannot be read: name and what is wrong. */
  readonly malformed: readonly {
    readonly attribute: string;
    readonly field: string;
    readonly value: string;
  }[];
  /** Names of declared fields that the answer has. */
  readonly present: readonly string[];
}

/** Places of limit fields that the document declares for this answer. */
export function limitPlaces(operation: Operation | undefined, status: number): readonly Place[] {
  const places = operation?.responses.get(status)?.places ?? [];
  return places.filter(
    (place) => place.in === 'header' && (place.attribute.startsWith('tier.') || place.attribute === 'tiers'),
  );
}

/** An answer, as far as its fields go. */
export interface AnsweredFields {
  readonly response?: Pick<NonNullable<Exchange['response']>, 'status' | 'headers'>;
}

export function limitFieldsOf(operation: Operation | undefined, exchange: AnsweredFields): LimitFields {
  const headers = exchange.response?.headers ?? [];
  const families = new Map<string, Record<string, number>>();
  const structured: ToldLimit[] = [];
  const malformed: { attribute: string; field: string; value: string }[] = [];
  const present: string[] = [];
  for (const place of limitPlaces(operation, exchange.response?.status ?? 0)) {
    const values = headersOf(headers, place.at);
    if (values.length === 0) continue;
    // A field that came twice is one field with a comma in it (RFC 9110 §5.2).
    const value = values.join(', ');
    present.push(place.at);
    const unreadable = { attribute: place.attribute, field: place.at, value };
    if (place.attribute === 'tiers') {
      const items = readStructured(value, String(place.schema['format']));
      if (typeof items === 'string') malformed.push(unreadable);
      else structured.push(...items);
      continue;
    }
    const read = readPlain(place, value);
    if (read === undefined) malformed.push(unreadable);
    else families.set(familyOf(place.at), { ...families.get(familyOf(place.at)), [read[0]]: read[1] });
  }
  const told = [...families].map(([name, values]): FieldFamily => ({ name, told: values }));
  return {
    plain: told.length === 0 ? undefined : merged(told),
    families: told,
    structured: mergeByName(structured),
    malformed,
    present,
  };
}

const retryAfter = 'retry-after';

/** `x-ratelimit` of `X-RateLimit-Remaining`: the part that fields of one limiter share. */
function familyOf(field: string): string {
  const name = field.toLowerCase();
  return name === retryAfter ? name : name.replace(/-[^-]*$/, '').replace(/-(?:reset|limit)$/, '');
}

function merged(families: readonly FieldFamily[]): ToldLimit {
  const rank = ({ name }: FieldFamily) => Number(name !== retryAfter);
  return Object.assign({}, ...families.toSorted((a, b) => rank(a) - rank(b)).map(({ told }) => told));
}

/** Name and value of what a field with one value says; undefined if that cannot be read in the declared unit. */
export function readPlain(place: Place, value: string): readonly [string, number] | undefined {
  const names: Readonly<Record<string, string>> = {
    'tier.limit': 'limit',
    'tier.remaining': 'remaining',
    'tier.window': 'windowSeconds',
    'tier.resetAt': 'resetAtMs',
    'tier.resetIn': 'resetInSeconds',
  };
  const name = names[place.attribute];
  if (name === undefined) return undefined;
  const { format } = place.schema;
  const isText = format === 'http-date' || format === 'date-time' || place.schema['type'] === 'string';
  if (isText) {
    const at = Date.parse(value);
    return Number.isNaN(at) || /^\d+$/.test(value) ? undefined : [name, at];
  }
  if (!/^-?\d+$/.test(value)) return undefined;
  const number = Number(value);
  if (name === 'resetAtMs') return [name, format === 'milliseconds' ? number : number * 1000];
  if (name === 'resetInSeconds') return [name, format === 'milliseconds' ? number / 1000 : number];
  return [name, number];
}

/** What two fields say of one named limit is one statement; draft 7 and before have no names. */
function mergeByName(all: readonly ToldLimit[]): readonly ToldLimit[] {
  const named = Map.groupBy(
    all.filter(({ name }) => name !== undefined),
    ({ name }) => name,
  );
  return [
    ...[...named.values()].map((parts): ToldLimit => Object.assign({}, ...parts)),
    ...all.filter(({ name }) => name === undefined),
  ];
}
