import type { CredentialKind, Tier, TierSubject } from '../../spec/model.ts';
import { type Call, type Refused, refuse } from '../call.ts';
import { given } from '../given.ts';
import { digestOf } from '../secrets/digest.ts';
import type { Credential } from '../state/credential.ts';
import type { Claim } from '../state/limiter.ts';

/** Takes one unit from every tier, or from none: what an earlier stage took is given back on a refusal. */
export function takeFrom(call: Call, tiers: readonly Tier[]): Refused | undefined {
  const { limiter } = call.world;
  const taken = limiter.take(claimsOf(call, tiers), call.now);
  if ('tickets' in taken) {
    call.tickets = call.tickets.length === 0 ? taken.tickets : [...call.tickets, ...taken.tickets];
    return undefined;
  }
  for (const ticket of call.tickets) limiter.giveBack(ticket, call.now);
  call.tickets = [];
  call.empty = taken.empty;
  const names = taken.empty.map((reading) => reading.tier.name).join(', ');
  return refuse('rate-limit', `nothing is left of ${names}`);
}

function claimsOf(call: Call, tiers: readonly Tier[]): readonly Claim[] {
  const [only] = tiers;
  if (tiers.length > 1 || only === undefined) return tiers.flatMap((tier) => claimOf(call, tier) ?? []);
  const claim = claimOf(call, only);
  return claim ? [claim] : [];
}

function claimOf(call: Call, tier: Tier): Claim | undefined {
  const credential = credentialFor(call, tier);
  if (tier.on === 'scheme' && !credential) return undefined;
  const partition = partitionOf(call, tier, credential);
  return partition === undefined ? undefined : { tier, partition };
}

/** Undefined if one of the subjects that are counted is not there. */
function partitionOf(call: Call, tier: Tier, credential: Credential | undefined): string | undefined {
  let partition: string | undefined;
  for (const subject of tier.per) {
    const key = keyOf(call, subject, credential);
    if (key === undefined) return undefined;
    partition = partition === undefined ? key : `${partition} ${key}`;
  }
  return partition ?? '';
}

/** A tier on a scheme counts its credential whichever way it is carried: another carrier is no way around. */
function credentialFor(call: Call, tier: Tier): Credential | undefined {
  if (tier.on !== 'scheme') return call.verified[0]?.credential;
  const kind = call.world.plan.schemes.get(tier.scheme ?? '')?.scheme.credential;
  for (const { credential } of call.verified) if (credential.kind.name === kind) return credential;
  return undefined;
}

function keyOf(call: Call, subject: TierSubject, credential: Credential | undefined): string | undefined {
  switch (subject) {
    case 'address':
      return `address:${call.address}`;
    case 'operation':
      return `operation:${call.guard?.operation ?? ''}`;
    case 'credential':
      return credential && credentialKey(credential);
    case 'tenant':
      return credential && `tenant:${tenantOf(call, credential)}`;
    case 'user':
      return credential?.owner === undefined ? submittedUser(call) : `user:${credential.owner}`;
  }
}

const mostKeys = 20_000;
const keys = new WeakMap<CredentialKind, Map<string, string>>();

/** The same text for each call of a credential, so that it is put together and hashed once. */
function credentialKey({ kind, id }: Credential): string {
  const known = keys.get(kind);
  const key = known?.get(id);
  if (key !== undefined) return key;
  const made = `credential:${kind.name}:${id}`;
  if (known === undefined || known.size >= mostKeys) keys.set(kind, new Map([[id, made]]));
  else known.set(id, made);
  return made;
}

function tenantOf(call: Call, credential: Credential): string {
  const owner = credential.kind.rights.includes('owner')
    ? call.world.users.get(credential.owner ?? '')
    : undefined;
  return owner?.tenant ?? credential.tenant;
}

/** On a sign-in: the account that somebody tries, whether it exists or not. Hashed: no text, however long or odd, can look like another partition. */
function submittedUser(call: Call): string | undefined {
  const name = given(call, 'user.email') ?? given(call, 'user.id');
  return typeof name === 'string'
    ? `user:${call.world.users.byEmail(name)?.id ?? digestOf(name.toLowerCase())}`
    : undefined;
}
