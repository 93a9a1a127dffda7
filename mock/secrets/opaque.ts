import type { JsonSchema } from '../../spec/model.ts';
import { patternMaker, urlSafe } from './pattern.ts';
import type { Random } from './random.ts';

/** 43 characters of the 64 URL-safe ones: 258 bits. */
const usualLength = 43;
/** 27 characters: the fewest with 160 bits (ASVS asks for 128). */
const leastLength = 27;

/** Prepares the maker of secrets that fit a schema: its pattern, else its lengths with the URL-safe alphabet. */
export function secretMaker(schema: JsonSchema): (random: Random) => string {
  const { pattern, format } = schema;
  if (format === 'uuid') return uuid;
  const length = lengthWithin(schema);
  const plain = (random: Random): string => randomText(length, random);
  if (typeof pattern !== 'string') return plain;
  const fromPattern = patternMaker(pattern);
  const fits = new RegExp(pattern, 'u');
  return (random) => {
    const text = fromPattern(random) ?? plain(random);
    const missing = minLengthOf(schema) - text.length;
    const padded = missing > 0 ? text + randomText(missing, random) : text;
    return fits.test(padded) ? padded : text;
  };
}

function randomText(length: number, random: Random): string {
  return Array.from({ length }, () => urlSafe[random.below(urlSafe.length)]).join('');
}

/** Version 4 (RFC 9562 §5.4). */
function uuid(random: Random): string {
  const bytes = random.bytes(16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x40, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

function lengthWithin(schema: JsonSchema): number {
  const max = typeof schema['maxLength'] === 'number' ? schema['maxLength'] : Number.POSITIVE_INFINITY;
  return Math.min(Math.max(minLengthOf(schema), leastLength, usualLength), max);
}

function minLengthOf(schema: JsonSchema): number {
  return typeof schema['minLength'] === 'number' ? schema['minLength'] : 0;
}
