import { type Item, parseDictionary, parseList } from 'structured-headers';
import type { Exchange } from '../../spec/history.ts';
import type { Operation, Place } from '../../spec/model.ts';
import { headersOf } from '../wire/message.ts';

/** One limit as an answer tells it. Times in seconds; instants as epoch milliseconds. */
export interface ToldLimit {
  readonly name?: string;
  readonly limit?: number;
  readonly remaining?: number;
  readonly windowSeconds?: number;
  readonly resetAtMs?: number;
  readonly resetInSeconds?: number;
}

/** What the limit fields of an answer say, read by the places and units that the document declares. */
export interface LimitFields {
  /** Fields with a value each: `tier.limit` and the like, merged. */
  readonly plain: ToldLimit | undefined;
  /** Items of the structured fields. */
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

export function limitFieldsOf(operation: Operation | undefined, exchange: Exchange): LimitFields {
  const headers = exchange.response?.headers ?? [];
  const plain: Record<string, number> = {};
  const structured: ToldLimit[] = [];
  const malformed: { attribute: string; field: string; value: string }[] = [];
  const present: string[] = [];
  for (const place of limitPlaces(operation, exchange.response?.status ?? 0)) {
    const [value] = headersOf(headers, place.at);
    if (value === undefined) continue;
    present.push(place.at);
    if (place.attribute === 'tiers') {
      const items = structuredItems(value, String(place.schema['format']));
      if (items === undefined) malformed.push({ attribute: place.attribute, field: place.at, value });
      else structured.push(...items);
      continue;
    }
    const read = readPlain(place, value);
    if (read === undefined) malformed.push({ attribute: place.attribute, field: place.at, value });
    else plain[read[0]] = read[1];
  }
  return {
    plain: Object.keys(plain).length === 0 ? undefined : plain,
    structured: mergeByName(structured),
    malformed,
    present,
  };
}

function readPlain(place: Place, value: string): readonly [string, number] | undefined {
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

/**
 * Items of a structured limit field; undefined if it does not follow its dialect: `ratelimit` (`"name";r=…;t=…`),
 * `ratelimit-policy` (`"name";q=…;w=…`), `ratelimit-07` (`limit=…, remaining=…, reset=…`).
 */
export function structuredItems(value: string, format: string): readonly ToldLimit[] | undefined {
  try {
    if (format === 'ratelimit-07') return [fromDictionary(value)];
    return parseList(value).map((member) => fromItem(member, format));
  } catch {
    return undefined;
  }
}

function fromItem(member: ReturnType<typeof parseList>[number], format: string): ToldLimit {
  const [name, parameters] = member as Item;
  if (typeof name !== 'string') throw new TypeError('the member is not a String item');
  const r = count(parameters.get('r'));
  const t = count(parameters.get('t'));
  const q = count(parameters.get('q'));
  const w = count(parameters.get('w'));
  if (format === 'ratelimit-policy' ? q === undefined : r === undefined)
    throw new TypeError('a required parameter is missing');
  if (w === 0) throw new TypeError('w must be positive');
  return {
    name,
    ...(q === undefined ? {} : { limit: q }),
    ...(w === undefined ? {} : { windowSeconds: w }),
    ...(r === undefined ? {} : { remaining: r }),
    ...(t === undefined ? {} : { resetInSeconds: t }),
  };
}

function fromDictionary(value: string): ToldLimit {
  const members = parseDictionary(value);
  const read = (key: string) => count((members.get(key) as Item | undefined)?.[0]);
  const [limit, remaining, reset] = [read('limit'), read('remaining'), read('reset')];
  if (limit === undefined || remaining === undefined || reset === undefined)
    throw new TypeError('limit, remaining and reset are required');
  return { limit, remaining, resetInSeconds: reset };
}

/** A non-negative integer, or absent. @throws TypeError for anything else */
function count(value: unknown): number | undefined {
  if (value === undefined) return undefined;
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 0)
    throw new TypeError('not a non-negative integer');
  return value;
}

function mergeByName(all: readonly ToldLimit[]): readonly ToldLimit[] {
  return [...Map.groupBy(all, ({ name }) => name).values()].map((parts) => Object.assign({}, ...parts));
}
