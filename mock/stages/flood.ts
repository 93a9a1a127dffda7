import type { Call, Refused } from '../call.ts';
import { takeFrom } from './take.ts';

/** Is there room in the tiers whose key needs no credential? They hold for guessing too (ASVS 6.3.1). */
export function flood(call: Call): Refused | undefined {
  const tiers = call.guard?.floodTiers ?? [];
  return tiers.length === 0 ? undefined : takeFrom(call, tiers);
}
