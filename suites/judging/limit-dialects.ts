import { type BareItem, type Item, parseDictionary, parseList } from 'structured-headers';

/** One limit as an answer tells it. Times in seconds; instants as epoch milliseconds. */
export interface ToldLimit {
  readonly name?: string;
  readonly limit?: number;
  readonly remaining?: number;
  readonly windowSeconds?: number;
  readonly resetAtMs?: number;
  readonly resetInSeconds?: number;
  /** The partition key as text, one character per byte. */
  readonly partitionKey?: string;
}

/** Formats of the structured limit fields: that of a document's place, or what a value looks like. */
export type Dialect = 'ratelimit' | 'ratelimit-policy' | 'ratelimit-07' | 'ratelimit-policy-07';

/** Fields of the IETF drafts, with the dialects that each has had; none: a plain integer (draft 6). */
export const ietfFields: ReadonlyMap<string, readonly Dialect[]> = new Map([
  ['ratelimit', ['ratelimit', 'ratelimit-07']],
  ['ratelimit-policy', ['ratelimit-policy', 'ratelimit-policy-07']],
  ['ratelimit-limit', []],
  ['ratelimit-remaining', []],
  ['ratelimit-reset', []],
]);

/** Stands for a secret in a sealed history; within a Byte Sequence it was valid Base64. */
const maskPattern = /⟦[^⟦⟧]*⟧=*/g;

/**
 * Items of a structured limit field, or what is wrong with it in its dialect: `ratelimit` (`"name";r=…;t=…`),
 * `ratelimit-policy` (`"name";q=…;w=…`), `ratelimit-07` (`limit=…, remaining=…, reset=…`), `ratelimit-policy-07`
 * (`100;w=60`). Unknown parameters are ignored.
 */
export function readStructured(value: string, dialect: string): readonly ToldLimit[] | string {
  const text = value.replace(maskPattern, 'AAAA');
  try {
    if (dialect === 'ratelimit-07') return [fromDictionary(text)];
    const members = parseList(text);
    if (members.length === 0) return 'is empty';
    return members.map((member) => fromItem(member, dialect));
  } catch (error) {
    return error instanceof TypeError ? error.message : 'does not parse';
  }
}

/** As `readStructured`; undefined if the value does not follow its dialect. */
export function structuredItems(value: string, dialect: string): readonly ToldLimit[] | undefined {
  const read = readStructured(value, dialect);
  return typeof read === 'string' ? undefined : read;
}

function fromItem(member: ReturnType<typeof parseList>[number], dialect: string): ToldLimit {
  const [name, parameters] = member;
  if (Array.isArray(name)) throw new TypeError('a member is a list');
  const w = count(parameters.get('w'), 'w');
  if (w === 0) throw new TypeError('w must be positive');
  const window = w === undefined ? {} : { windowSeconds: w };
  if (dialect === 'ratelimit-policy-07')
    return { limit: required(count(name, 'the quota'), 'a quota'), ...window };
  if (typeof name !== 'string') throw new TypeError('the member is not a String item');
  const r = count(parameters.get('r'), 'r');
  const t = count(parameters.get('t'), 't');
  const q = count(parameters.get('q'), 'q');
  const pk = bytes(parameters.get('pk'));
  if (dialect === 'ratelimit-policy') required(q, 'q');
  else required(r, 'r');
  return {
    name,
    ...window,
    ...(q === undefined ? {} : { limit: q }),
    ...(r === undefined ? {} : { remaining: r }),
    ...(t === undefined ? {} : { resetInSeconds: t }),
    ...(pk === undefined ? {} : { partitionKey: pk }),
  };
}

function fromDictionary(value: string): ToldLimit {
  const members = parseDictionary(value);
  const read = (key: string) => required(count((members.get(key) as Item | undefined)?.[0], key), key);
  return { limit: read('limit'), remaining: read('remaining'), resetInSeconds: read('reset') };
}

function required(value: number | undefined, what: string): number {
  if (value === undefined) throw new TypeError(`${what} is missing`);
  return value;
}

/** A non-negative integer, or absent. @throws TypeError for anything else */
function count(value: BareItem | readonly Item[] | undefined, what: string): number | undefined {
  if (value === undefined) return undefined;
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 0)
    throw new TypeError(`${what} is not a non-negative integer`);
  return value;
}

function bytes(value: BareItem | undefined): string | undefined {
  if (value === undefined) return undefined;
  if (value instanceof ArrayBuffer) return Buffer.from(value).toString('latin1');
  if (ArrayBuffer.isView(value))
    return Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('latin1');
  throw new TypeError('pk is not a Byte Sequence');
}
