import type { JWTPayload } from 'jose';
import type { Minted } from '../call.ts';
import type { KindPlan } from '../plan/kinds.ts';
import { isRecord } from '../plan/schema.ts';
import { fill } from '../render/fill.ts';
import type { Credential } from '../state/credential.ts';
import { lean } from '../state/lean-credential.ts';
import { delayMs } from '../state/timing.ts';
import type { User } from '../state/users.ts';
import type { World } from '../state/world.ts';
import { digestOf, newId } from './digest.ts';

export interface CredentialDraft {
  readonly plan: KindPlan;
  readonly credential: Omit<Credential, 'digest' | 'readable' | 'hint'>;
}

export interface DraftDetails {
  readonly tenant: string;
  readonly owner: User | undefined;
  /** Default: one of its own. */
  readonly session?: string | undefined;
  readonly name?: string | undefined;
  readonly rights?: readonly string[];
  readonly data?: Readonly<Record<string, unknown>>;
  /** Default: true. A successor of a switched-off credential is off. */
  readonly enabled?: boolean;
  /** Chosen end, for kinds whose lifetime is optional. */
  readonly expiresAt?: number | undefined;
  readonly now: number;
  /** Default: after the kind's activation lag. */
  readonly startsAt?: number;
}

/** All of a credential but its secret. */
export function draftCredential(world: World, plan: KindPlan, details: DraftDetails): CredentialDraft {
  const { kind } = plan;
  // Claims count whole seconds: an instant between two of them would make `exp - iat` lie.
  const issuedAt = plan.jwt ? Math.floor(details.now / 1000) * 1000 : details.now;
  const fixedEnd =
    typeof kind.lifetime === 'object' ? issuedAt + kind.lifetime.afterSeconds * 1000 : undefined;
  const id = newId(kind.name.toLowerCase().slice(0, 3), world.random);
  return {
    plan,
    credential: {
      id,
      kind,
      tenant: details.tenant,
      owner: details.owner?.id,
      session: details.session ?? id,
      name: details.name,
      rights: details.rights ?? [],
      data: details.data ?? {},
      issuedAt,
      startsAt: details.startsAt ?? details.now + delayMs(kind.starts, world.plan.edge),
      expiresAt: kind.lifetime === 'optional' ? details.expiresAt : fixedEnd,
      enabled: details.enabled ?? true,
      usedAt: undefined,
      timesUsed: 0,
      end: undefined,
    },
  };
}

/** Gives the draft its secret: drawn, chosen by the client, or signed. Nothing is stored yet. */
export function mint(
  world: World,
  draft: CredentialDraft,
  owner: User | undefined,
  chosen?: string,
): Minted | Promise<Minted> {
  const { plan, credential } = draft;
  if (plan.jwt && chosen === undefined) return sign(world, draft, owner);
  const secret =
    chosen ??
    world.parts.makeSecret(plan, {
      owner: credential.owner,
      name: credential.name,
      random: world.random,
    });
  return finished(draft, secret);
}

async function sign(world: World, draft: CredentialDraft, owner: User | undefined): Promise<Minted> {
  const { plan } = draft;
  const preview: Credential = { ...draft.credential, digest: '', readable: undefined, hint: undefined };
  const claims =
    plan.jwt &&
    fill(plan.jwt.claims, {
      world,
      now: draft.credential.issuedAt,
      tenant: draft.credential.tenant,
      subject: { type: 'credential', credential: preview },
      list: [],
      user: owner,
      minted: [],
      actor: undefined,
    });
  // Two tokens of one second would be the same text without it.
  const unique: JWTPayload = { jti: newId('j', world.random), ...(isRecord(claims) ? claims : {}) };
  const secret = (await plan.jwt?.authority.sign(unique)) ?? '';
  return finished(draft, secret, typeof unique['jti'] === 'string' ? unique['jti'] : undefined);
}

function finished({ plan, credential }: CredentialDraft, secret: string, tokenId?: string): Minted {
  return {
    secret,
    credential: lean({
      ...credential,
      digest: digestOf(secret),
      ...(tokenId === undefined ? {} : { tokenId }),
      secretLength: secret.length,
      readable: plan.keepsSecret ? secret : undefined,
      hint: plan.keepsHint ? secret.slice(-4) : undefined,
    }),
  };
}
