import type { JsonSchema } from '../../spec/model.ts';
import { isRecord, typesOf } from '../plan/schema.ts';
import { httpDate, isoTime, parseTime } from '../state/clock.ts';

/**
 * Times in the unit that `format` names: `date-time`, `http-date`, `milliseconds`, or none = seconds (epoch for an
 * instant, difference for a duration). Texts without a format are ISO 8601.
 */
export function instantIn(
  schema: JsonSchema,
  atMs: number,
  round: (value: number) => number = Math.floor,
): string | number {
  const unit = unitOf(schema);
  if (unit === 'http-date') return httpDate(round(atMs / 1000) * 1000);
  if (unit === 'date-time') return isoTime(atMs);
  return unit === 'milliseconds' ? round(atMs) : round(atMs / 1000);
}

/** A wait or a remaining life, rounded up. */
export function deltaIn(schema: JsonSchema, ms: number): number {
  return Math.ceil(unitOf(schema) === 'milliseconds' ? ms : ms / 1000);
}

/** Reads what `instantIn` writes. */
export function parseInstant(schema: JsonSchema, value: unknown): number | undefined {
  if (typeof value === 'string') return parseTime(value);
  if (typeof value !== 'number') return undefined;
  return unitOf(schema) === 'milliseconds' ? value : value * 1000;
}

export function parseDelta(schema: JsonSchema, value: unknown): number | undefined {
  if (typeof value !== 'number') return undefined;
  return unitOf(schema) === 'milliseconds' ? value : value * 1000;
}

type Unit = 'http-date' | 'date-time' | 'milliseconds' | 'seconds';

const units = new WeakMap<JsonSchema, Unit>();

function unitOf(schema: JsonSchema): Unit {
  const known = units.get(schema);
  if (known !== undefined) return known;
  const unit = unitIn(schema);
  units.set(schema, unit);
  return unit;
}

function unitIn(schema: JsonSchema): Unit {
  for (const part of [schema, ...branches(schema)]) {
    const { format } = part;
    if (format === 'http-date' || format === 'date-time' || format === 'milliseconds') return format;
  }
  return typesOf(schema).includes('string') ? 'date-time' : 'seconds';
}

function branches(schema: JsonSchema): readonly JsonSchema[] {
  return [schema['anyOf'], schema['oneOf'], schema['allOf']].flat().filter(isRecord);
}
