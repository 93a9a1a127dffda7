import { type Call, type Refused, refuse } from '../call.ts';
import { inPath } from '../given.ts';
import { type Demand, isPresented } from '../plan/guard.ts';
import { homeTenant, mayEnter, namesHeld, reachOf } from '../rights.ts';
import type { Credential } from '../state/credential.ts';

/**
 * Does one alternative grant the call, in the tenant that the credential or the path says? The first that does acts;
 * rights of two credentials are never united (semantics: OpenAPI alternatives, RFC 9110 §15.5.4).
 */
export function authorise(call: Call): Refused | undefined {
  const { guard, world } = call;
  const asked = inPath(call, 'tenant.id');
  let isPresentedAtAll = false;
  for (const requirement of guard?.requirements ?? []) {
    if (!isPresented(call.verified, requirement)) continue;
    isPresentedAtAll = true;
    const granted = grant(call, requirement, asked);
    if (!granted) continue;
    const { actor, tenant } = granted;
    const isOutside = asked !== undefined && !mayEnter(world, actor, asked);
    // A stranger to the tenant is served as nobody, too, where nobody is.
    if (isOutside && guard?.isOptional) continue;
    call.actor = actor;
    call.user = actor.owner === undefined ? undefined : world.users.get(actor.owner);
    if (isOutside) {
      return world.tenants.has(asked)
        ? refuse('foreign-record', 'the caller is no member of the tenant in the path')
        : refuse('unknown-record', 'there is no such tenant');
    }
    call.tenant = tenant;
    call.names = namesHeld(world, actor, tenant);
    call.reach = reachOf(call.operation?.operation.relation ?? {}, call.names);
    return undefined;
  }
  // The alternative that asks for nothing is one too: a caller with too few names is served as one without any credential.
  if (!isPresentedAtAll || guard?.isOptional) return enterAsNobody(call, asked);
  return refuse(
    'no-right',
    'no alternative of the security requirement is met by the names that the credential holds',
  );
}

function enterAsNobody(call: Call, asked: string | undefined): Refused | undefined {
  const { tenants } = call.world;
  if (asked !== undefined && !tenants.has(asked)) return refuse('unknown-record', 'there is no such tenant');
  call.tenant = asked ?? tenants.keys().next().value ?? '';
  call.reach = reachOf(call.operation?.operation.relation ?? {}, []);
  return undefined;
}

/** Undefined unless every scheme of the requirement holds its names, all in one tenant; the weightiest acts. */
function grant(
  call: Call,
  requirement: readonly Demand[],
  asked: string | undefined,
): { readonly actor: Credential; readonly tenant: string } | undefined {
  let found: { readonly actor: Credential; readonly tenant: string } | undefined;
  let most = 0;
  for (const { scheme, names } of requirement) {
    const credential = presented(call, scheme);
    if (!credential) return undefined;
    const home = homeTenant(call.world, credential);
    const tenant = asked !== undefined && mayEnter(call.world, credential, asked) ? asked : home;
    if (found && found.tenant !== tenant) return undefined;
    if (!includesAll(namesHeld(call.world, credential, tenant), names)) return undefined;
    const weight = (names.length > 0 ? 2 : 0) + (credential.owner === undefined ? 0 : 1);
    if (found && weight <= most) continue;
    found = { actor: credential, tenant };
    most = weight;
  }
  return found;
}

function presented(call: Call, scheme: string): Credential | undefined {
  for (const entry of call.verified) if (entry.scheme.name === scheme) return entry.credential;
  return undefined;
}

function includesAll(held: readonly string[], names: readonly string[]): boolean {
  for (const name of names) if (!held.includes(name)) return false;
  return true;
}
