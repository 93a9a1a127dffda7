import type { Cause } from '../../spec/model.ts';
import { type Call, type Refused, refuse, type Verified } from '../call.ts';
import type { Claim, SchemePlan } from '../carriers/claim.ts';
import { readPlace } from '../carriers/slot.ts';
import { isPresented, type SlotPlan } from '../plan/guard.ts';
import { type Verification, verifyValue } from '../verify.ts';
import { whenAll } from '../when-all.ts';

/**
 * Does each presented credential verify, and do they satisfy one requirement? Only the declared places are looked
 * at; one bad credential sinks the request (RFC 9110 §11.6, RFC 6750 §2 and §3.1).
 */
export function authenticate(call: Call): Refused | undefined | Promise<Refused | undefined> {
  const { guard } = call;
  if (!guard || guard.isPublic) return undefined;
  const { slots } = guard;
  const [only] = slots;
  if (slots.length === 1 && only !== undefined) {
    const found = readCredential(call, only);
    return found instanceof Promise ? found.then((one) => concludeOne(call, one)) : concludeOne(call, found);
  }
  return whenAll(
    slots.map((slot) => readCredential(call, slot)),
    (found) => conclude(call, found),
  );
}

function conclude(call: Call, found: readonly (Verified | Refused | undefined)[]): Refused | undefined {
  const verified: Verified[] = [];
  for (const entry of found) {
    if (!entry) continue;
    if ('cause' in entry) return entry;
    verified.push(entry);
  }
  return admit(call, verified);
}

function concludeOne(call: Call, found: Verified | Refused | undefined): Refused | undefined {
  if (!found) return admit(call, []);
  return 'cause' in found ? found : admit(call, [found]);
}

function admit(call: Call, verified: readonly Verified[]): Refused | undefined {
  call.verified = verified;
  const { guard } = call;
  if (!guard || guard.isOptional) return undefined;
  for (const requirement of guard.requirements) if (isPresented(verified, requirement)) return undefined;
  const missing =
    verified.length > 0 ? 'a second credential is needed' : 'there is no credential in a declared place';
  return refuse('no-credential', missing);
}

/** Of several schemes with one carrier the most literal claims the value; equals share it, and who knows it wins. */
function readCredential(
  call: Call,
  { slot, place, schemes }: SlotPlan,
): Verified | Refused | undefined | Promise<Verified | Refused | undefined> {
  const content = readPlace(call.request, place);
  if (content === 'absent') return undefined;
  if (content === 'repeated') return refuse('two-credentials', `the ${slot} stands in the request twice`);
  const [only] = schemes;
  if (schemes.length === 1 && only !== undefined) {
    const claim = only.claim(content.text);
    return claim && verifyClaim(call, only, claim);
  }
  const claims = schemes.flatMap((plan) => {
    const claim = plan.claim(content.text);
    return claim ? [{ plan, claim }] : [];
  });
  const literalness = claims[0]?.plan.literalness;
  const results = claims
    .filter(({ plan }) => plan.literalness === literalness)
    .map(({ plan, claim }) => verifyClaim(call, plan, claim));
  return whenAll(results, mostTelling);
}

function verifyClaim(
  call: Call,
  { scheme }: SchemePlan,
  claim: NonNullable<Claim>,
): Verification | Promise<Verification> {
  return 'malformed' in claim ? refuse('malformed', claim.malformed) : verifyValue(call, scheme, claim.parts);
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
