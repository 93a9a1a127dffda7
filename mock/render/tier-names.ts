import type { Place } from '../../spec/model.ts';
import { isRecord } from '../plan/schema.ts';
import type { Reading } from '../state/limiter.ts';

/** The body of a refusal with the names of the limits that are reached, where the document has a place for them. */
export function withTierNames(
  payload: Buffer | undefined,
  places: readonly Place[],
  empty: readonly Reading[],
): Buffer | undefined {
  if (payload === undefined || places.length === 0 || empty.length === 0) return payload;
  const body: unknown = JSON.parse(payload.toString('utf8'));
  if (!isRecord(body)) return payload;
  const names = empty.map(({ tier }) => tier.name);
  const told = Object.fromEntries(
    places.map(({ at }) => {
      const [, member = '', rest] = at.split('/');
      return [member, rest === '*' ? names : names[0]];
    }),
  );
  return Buffer.from(JSON.stringify({ ...body, ...told }));
}
