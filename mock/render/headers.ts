import { stringifySetCookie } from 'cookie';
import type { Place } from '../../spec/model.ts';
import type { Call } from '../call.ts';
import { type Reading, tightest } from '../state/limiter.ts';
import { attributeValue } from './attribute.ts';
import type { View } from './fill.ts';
import { structuredTiers } from './tiers-field.ts';
import { deltaIn, instantIn } from './time-format.ts';

export type HeaderValues = Record<string, string | string[]>;

/** Writes the headers that hold attributes; limit fields come only where a counter was consulted. */
export function writeBound(headers: HeaderValues, places: readonly Place[], call: Call, view: View): void {
  if (places.length === 0) return;
  const readings = call.empty.length > 0 ? call.empty : call.tickets.map(({ reading }) => reading);
  const reading = tightest(readings);
  for (const place of places) {
    const value = place.attribute.startsWith('tier')
      ? reading && tierValue(place, readings, reading, call)
      : otherValue(place, view);
    if (value === undefined) continue;
    const before = headers[place.at];
    headers[place.at] =
      before === undefined || place.at.toLowerCase() !== 'set-cookie' ? value : [before, value].flat();
  }
}

function tierValue(
  place: Place,
  readings: readonly Reading[],
  reading: Reading,
  { now, world }: Call,
): string | undefined {
  switch (place.attribute) {
    case 'tiers':
      return structuredTiers(place.schema, readings, now, world.plan.partitionKey);
    case 'tier.limit':
      return String(reading.tier.limit);
    case 'tier.remaining':
      return String(reading.remaining);
    case 'tier.window':
      return String(reading.tier.windowSeconds);
    case 'tier.resetAt':
      return String(instantIn(place.schema, reading.resetsAt, Math.ceil));
    case 'tier.resetIn':
      return String(deltaIn(place.schema, Math.max(0, reading.resetsAt - now)));
    default:
      return undefined;
  }
}

function otherValue(place: Place, view: View): string | undefined {
  const [kind = '', member] = place.attribute.split('.');
  if (place.at.toLowerCase() === 'set-cookie' && member === 'secret') return cookie(kind, view);
  const value = attributeValue(place.attribute, place.schema, view);
  return value === undefined || value === null ? undefined : String(value);
}

/** A session cookie of its credential's life. Not `Secure`: this server speaks plain HTTP, and a jar would drop it. */
function cookie(kind: string, { minted, world, now }: View): string | undefined {
  const made = minted.find(({ credential }) => credential.kind.name === kind);
  if (!made) return undefined;
  const { expiresAt } = made.credential;
  return stringifySetCookie({
    name: world.kind(kind)?.cookie ?? kind,
    value: made.secret,
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    ...(expiresAt === undefined ? {} : { maxAge: Math.max(0, Math.ceil((expiresAt - now) / 1000)) }),
  });
}
