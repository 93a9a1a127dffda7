import type { AuthModel, HttpMethod, Requirement, SecurityScheme, Tier } from '../../spec/model.ts';
import type { SchemePlan } from '../carriers/claim.ts';
import { placeOf, type SlotPlace } from '../carriers/slot.ts';

/** Who may pass: prepared from `security` and the tiers of one operation, or of all neighbours on one path. */
export interface Guard {
  /** No credential is looked at. */
  readonly isPublic: boolean;
  /** May a call without a credential go on? */
  readonly isOptional: boolean;
  /** Alternatives that ask for something, in document order. */
  readonly requirements: readonly (readonly Demand[])[];
  readonly slots: readonly SlotPlan[];
  /** Tiers whose key needs no credential. */
  readonly floodTiers: readonly Tier[];
  readonly callerTiers: readonly Tier[];
  /** Name of the partition for `operation`. */
  readonly operation: string;
}

/** One scheme of a requirement, with the names that its credential must hold: a list is gone through faster than a map. */
export interface Demand {
  readonly scheme: string;
  readonly names: readonly string[];
}

export interface SlotPlan {
  readonly slot: string;
  readonly place: SlotPlace;
  /** Most literal first. */
  readonly schemes: readonly SchemePlan[];
}

export function prepareGuard(
  model: AuthModel,
  schemes: ReadonlyMap<string, SchemePlan>,
  about: {
    readonly operation: string;
    readonly method: HttpMethod;
    readonly security: readonly Requirement[];
    readonly tiers: readonly Tier[];
  },
): Guard {
  const requirements = about.security
    .filter((requirement) => requirement.size > 0)
    .map((requirement) => [...requirement].map(([scheme, names]) => ({ scheme, names })));
  const tiers = [...model.tiers.filter((tier) => tier.on !== 'operation'), ...about.tiers].filter((tier) =>
    covers(tier, about.method),
  );
  const isFlood = (tier: Tier): boolean =>
    tier.on !== 'scheme' && tier.per.every((subject) => subject === 'address' || subject === 'operation');
  return {
    isPublic: about.security.length === 0,
    isOptional: requirements.length < about.security.length,
    requirements,
    slots: slotsOf(requirements, schemes),
    floodTiers: tiers.filter(isFlood),
    callerTiers: tiers.filter((tier) => !isFlood(tier)),
    operation: about.operation,
  };
}

function covers(tier: Tier, method: HttpMethod): boolean {
  return (
    tier.methods === 'all' ||
    tier.methods.includes(method) ||
    (method === 'HEAD' && tier.methods.includes('GET'))
  );
}

function slotsOf(
  requirements: readonly (readonly Demand[])[],
  schemes: ReadonlyMap<string, SchemePlan>,
): readonly SlotPlan[] {
  const bySlot = new Map<string, SchemePlan[]>();
  for (const name of new Set(
    requirements.flatMap((requirement) => requirement.map(({ scheme }) => scheme)),
  )) {
    const plan = schemes.get(name);
    if (!plan) continue;
    bySlot.set(plan.slot, [...(bySlot.get(plan.slot) ?? []), plan]);
  }
  return [...bySlot].map(([slot, plans]) => ({
    slot,
    place: placeOf(slot),
    schemes: plans.toSorted((a, b) => b.literalness - a.literalness),
  }));
}

/** Is there a credential for every scheme that the requirement names? */
export function isPresented(
  verified: readonly { readonly scheme: SecurityScheme }[],
  requirement: readonly Demand[],
): boolean {
  for (const { scheme } of requirement) if (!holds(verified, scheme)) return false;
  return true;
}

function holds(verified: readonly { readonly scheme: SecurityScheme }[], name: string): boolean {
  for (const { scheme } of verified) if (scheme.name === name) return true;
  return false;
}
