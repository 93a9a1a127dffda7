import { randomInt, randomUUID } from 'node:crypto';
import type { JsonSchema } from '../../spec/model.ts';
import { patternMaker, urlSafe } from './pattern.ts';

/** 43 characters of the 64 URL-safe ones: 258 bits. */
const usualLength = 43;
/** 27 characters: the fewest with 160 bits (ASVS asks for 128). */
const leastLength = 27;

/** Prepares the maker of secrets that fit a schema: its pattern, else its lengths with the URL-safe alphabet. */
export function secretMaker(schema: JsonSchema): () => string {
  const { pattern, format } = schema;
  if (format === 'uuid') return randomUUID;
  const length = lengthWithin(schema);
  const random = (): string => randomText(length);
  if (typeof pattern !== 'string') return random;
  const fromPattern = patternMaker(pattern);
  const fits = new RegExp(pattern, 'u');
  return () => {
    const text = fromPattern() ?? random();
    const missing = minLengthOf(schema) - text.length;
    const padded = missing > 0 ? text + randomText(missing) : text;
    return fits.test(padded) ? padded : text;
  };
}

function randomText(length: number): string {
  return Array.from({ length }, () => urlSafe[randomInt(urlSafe.length)]).join('');
}

function lengthWithin(schema: JsonSchema): number {
  const max = typeof schema['maxLength'] === 'number' ? schema['maxLength'] : Number.POSITIVE_INFINITY;
  return Math.min(Math.max(minLengthOf(schema), leastLength, usualLength), max);
}

function minLengthOf(schema: JsonSchema): number {
  return typeof schema['minLength'] === 'number' ? schema['minLength'] : 0;
}
