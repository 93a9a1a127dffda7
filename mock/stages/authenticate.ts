import type { Cause } from '../../spec/model.ts';
import { type Call, type Refused, refuse, type Verified } from '../call.ts';
import { readSlot } from '../carriers/slot.ts';
import type { SlotPlan } from '../plan/guard.ts';
import { type Verification, verifyValue } from '../verify.ts';
import { whenAll } from '../when-all.ts';

/**
 * Does each presented credential verify, and do they satisfy one requirement? Only the declared places are looked
 * at; one bad credential sinks the request (RFC 9110 §11.6, RFC 6750 §2 and §3.1).
 */
export function authenticate(call: Call): Refused | undefined | Promise<Refused | undefined> {
  const { guard } = call;
  if (!guard || guard.isPublic) return undefined;
  return whenAll(
    guard.slots.map((slot) => readCredential(call, slot)),
    (slots) => conclude(call, slots),
  );
}

function conclude(call: Call, slots: readonly (Verified | Refused | undefined)[]): Refused | undefined {
  const verified: Verified[] = [];
  for (const entry of slots) {
    if (!entry) continue;
    if ('cause' in entry) return entry;
    verified.push(entry);
  }
  call.verified = verified;
  const held = new Set(verified.map(({ scheme }) => scheme.name));
  const { guard } = call;
  const isEnough = guard?.requirements.some((requirement) =>
    requirement.keys().every((scheme) => held.has(scheme)),
  );
  if (isEnough || guard?.isOptional) return undefined;
  const missing =
    verified.length > 0 ? 'a second credential is needed' : 'there is no credential in a declared place';
  return refuse('no-credential', missing);
}

/** Of several schemes with one carrier the most literal claims the value; equals share it, and who knows it wins. */
function readCredential(
  call: Call,
  { slot, schemes }: SlotPlan,
): Verified | Refused | undefined | Promise<Verified | Refused | undefined> {
  const content = readSlot(call.request, slot);
  if (content === 'absent') return undefined;
  if (content === 'repeated') return refuse('two-credentials', `the ${slot} stands in the request twice`);
  const claims = schemes.flatMap((plan) => {
    const claim = plan.claim(content.text);
    return claim ? [{ plan, claim }] : [];
  });
  const literalness = claims[0]?.plan.literalness;
  const results = claims
    .filter(({ plan }) => plan.literalness === literalness)
    .map(({ plan, claim }): Verification | Promise<Verification> =>
      'malformed' in claim
        ? refuse('malformed', claim.malformed)
        : verifyValue(call, plan.scheme, claim.parts),
    );
  return whenAll(results, mostTelling);
}

const telling: readonly Cause[] = [
  'revoked',
  'expired',
  'disabled',
  'pending',
  'tampered',
  'unknown',
  'malformed',
];

function mostTelling(results: readonly Verification[]): Verified | Refused | undefined {
  let found: Refused | undefined;
  for (const result of results) {
    if ('credential' in result) return result;
    if (!found || telling.indexOf(result.cause) < telling.indexOf(found.cause)) found = result;
  }
  return found;
}
