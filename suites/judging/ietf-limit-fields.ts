import type { Exchange } from '../../spec/history.ts';
import type { Citation, Operation, Place } from '../../spec/model.ts';
import { headersOf } from '../wire/message.ts';
import { type Dialect, ietfFields, readStructured, type ToldLimit } from './limit-dialects.ts';
import { limitPlaces, readPlain } from './limit-fields.ts';

/** No quota lasts three years: a number beyond is an instant. */
const longestWaitSeconds = 100_000_000;

/** The draft is no RFC: what only it asks for warns. */
export const draftGrounds: readonly Citation[] = [{ statement: 'RateLimit fields draft', basis: 'assumed' }];

/** An IETF limit field of an answer, declared or not, as it reads in its dialect. */
export interface IetfField {
  readonly field: string;
  /** `ratelimit-07`, `draft 6`. */
  readonly dialect: string;
  readonly value: string;
  /** Where the document declares it. */
  readonly place: Place | undefined;
  readonly items: readonly ToldLimit[];
  /** What is wrong with it, empty if nothing is. */
  readonly wrong: string;
}

/**
 * The IETF limit fields of an answer. A declared field has the dialect that the document names; of one that is not
 * declared the dialect is told by its form.
 */
export function ietfFieldsOf(operation: Operation | undefined, exchange: Exchange): readonly IetfField[] {
  const headers = exchange.response?.headers ?? [];
  const places = limitPlaces(operation, exchange.response?.status ?? 0).filter(
    ({ attribute, at }) => attribute === 'tiers' || ietfFields.has(at.toLowerCase()),
  );
  const declared = new Set(places.map(({ at }) => at.toLowerCase()));
  const all = [
    ...places.map((place) => ({ name: place.at, place })),
    ...[...ietfFields.keys()]
      .filter((name) => !declared.has(name))
      .map((name) => ({ name: nameIn(exchange, name), place: undefined })),
  ];
  return all.flatMap(({ name, place }) => {
    const values = headersOf(headers, name);
    return values.length === 0 ? [] : [read(name, values.join(', '), place)];
  });
}

/** The field as the answer spells it. */
function nameIn(exchange: Exchange, name: string): string {
  return exchange.response?.headers.find(([field]) => field.toLowerCase() === name)?.[0] ?? name;
}

function read(field: string, value: string, place: Place | undefined): IetfField {
  const base = { field, value, place };
  if (place !== undefined && place.attribute !== 'tiers')
    return { ...base, ...readDeclaredInteger(place, value) };
  const dialects = ietfFields.get(field.toLowerCase()) ?? [];
  if (place === undefined && dialects.length === 0) return { ...base, ...readInteger(field, value) };
  return { ...base, ...readItems(value, place === undefined ? dialects : [String(place.schema['format'])]) };
}

type Reading = Pick<IetfField, 'dialect' | 'items' | 'wrong'>;

/** In the first dialect that it follows, else what is wrong in the newest. */
function readItems(value: string, dialects: readonly (Dialect | string)[]): Reading {
  const readings = dialects.map((dialect) => ({ dialect, read: readStructured(value, dialect) }));
  const good = readings.find((one) => typeof one.read !== 'string');
  const { dialect = '', read: found = '' } = good ?? readings[0] ?? {};
  if (typeof found === 'string') return { dialect, items: [], wrong: found };
  const far = found.find(({ resetInSeconds }) => (resetInSeconds ?? 0) > longestWaitSeconds);
  return { dialect, items: found, wrong: far === undefined ? '' : 'an instant where seconds to wait belong' };
}

/** The three fields of draft 6: whole numbers, the reset in seconds to wait. */
function readInteger(field: string, value: string): Reading {
  // Early drafts let the windows follow the limit: `10, 10;w=1`.
  const text = field.toLowerCase() === 'ratelimit-limit' ? (value.split(',')[0] ?? '') : value;
  const isReset = field.toLowerCase() === 'ratelimit-reset';
  const wrong = !/^\d{1,15}$/.test(text.trim())
    ? 'not a non-negative integer'
    : isReset && Number(text) > longestWaitSeconds
      ? 'an instant where seconds to wait belong'
      : '';
  return { dialect: 'draft 6', items: [], wrong };
}

function readDeclaredInteger(place: Place, value: string): Reading {
  const number = readPlain(place, value)?.[1];
  const wrong = number === undefined ? 'not of the declared form' : number < 0 ? 'negative' : '';
  return { dialect: 'draft 6', items: [], wrong };
}

/** Names in `RateLimit` that `RateLimit-Policy` of the same answer does not have; both in the form since draft 8. */
export function namesWithoutPolicy(fields: readonly IetfField[]): readonly string[] {
  const of = (dialect: Dialect) =>
    fields.filter((one) => one.dialect === dialect && one.wrong === '').flatMap(({ items }) => items);
  const policies = new Set(of('ratelimit-policy').map(({ name }) => name));
  if (policies.size === 0) return [];
  return of('ratelimit').flatMap(({ name }) => (name === undefined || policies.has(name) ? [] : [name]));
}
