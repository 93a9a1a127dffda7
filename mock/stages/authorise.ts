import type { Requirement } from '../../spec/model.ts';
import { type Call, type Refused, refuse } from '../call.ts';
import { inPath } from '../given.ts';
import { homeTenant, mayEnter, namesHeld, reachOf } from '../rights.ts';
import type { Credential } from '../state/credential.ts';

/**
 * Does one alternative grant the call, in the tenant that the credential or the path says? The first that does acts;
 * rights of two credentials are never united (semantics: OpenAPI alternatives, RFC 9110 §15.5.4).
 */
export function authorise(call: Call): Refused | undefined {
  const { guard, world } = call;
  const asked = inPath(call, 'tenant.id');
  const relation = call.operation?.operation.relation ?? {};
  const presented = guard?.requirements.filter((requirement) => isPresented(call, requirement)) ?? [];
  if (presented.length === 0) return enterAsNobody(call, asked);
  for (const requirement of presented) {
    const granted = grant(call, requirement, asked);
    if (!granted) continue;
    const { actor, tenant } = granted;
    const isOutside = asked !== undefined && !mayEnter(world, actor, asked);
    // A stranger to the tenant is served as nobody, too, where nobody is.
    if (isOutside && guard?.isOptional) continue;
    call.actor = actor;
    call.user = world.users.get(actor.owner ?? '');
    if (isOutside) {
      return world.tenants.has(asked)
        ? refuse('foreign-record', 'the caller is no member of the tenant in the path')
        : refuse('unknown-record', 'there is no such tenant');
    }
    call.tenant = tenant;
    call.names = namesHeld(world, actor, tenant);
    call.reach = reachOf(relation, call.names);
    return undefined;
  }
  // The alternative that asks for nothing is one too: a caller with too few names is served as one without any credential.
  if (guard?.isOptional) return enterAsNobody(call, asked);
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

function isPresented(call: Call, requirement: Requirement): boolean {
  return requirement.keys().every((scheme) => call.verified.some((entry) => entry.scheme.name === scheme));
}

/** Undefined unless every scheme of the requirement holds its names, all in one tenant. */
function grant(
  call: Call,
  requirement: Requirement,
  asked: string | undefined,
): { readonly actor: Credential; readonly tenant: string } | undefined {
  const credentials: { readonly credential: Credential; readonly tenant: string; readonly weight: number }[] =
    [];
  for (const [scheme, names] of requirement) {
    const credential = call.verified.find((entry) => entry.scheme.name === scheme)?.credential;
    if (!credential) return undefined;
    const home = homeTenant(call.world, credential);
    const tenant = asked !== undefined && mayEnter(call.world, credential, asked) ? asked : home;
    const held = namesHeld(call.world, credential, tenant);
    if (!names.every((name) => held.includes(name))) return undefined;
    credentials.push({
      credential,
      tenant,
      weight: (names.length > 0 ? 2 : 0) + (credential.owner === undefined ? 0 : 1),
    });
  }
  const [first] = credentials;
  if (!first || credentials.some(({ tenant }) => tenant !== first.tenant)) return undefined;
  const weightiest = credentials.reduce((best, entry) => (entry.weight > best.weight ? entry : best), first);
  return { actor: weightiest.credential, tenant: first.tenant };
}
