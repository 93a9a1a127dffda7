import type { Call, Refused } from '../call.ts';
import { takeFrom } from './take.ts';

/** Is there room in the tiers keyed by credential, user or tenant? Known only now: a bad key spends nobody's quota. */
export function limit(call: Call): Refused | undefined {
  const tiers = call.guard?.callerTiers ?? [];
  return tiers.length === 0 ? undefined : takeFrom(call, tiers);
}
