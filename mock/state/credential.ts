import type { CredentialKind, EndEvent } from '../../spec/model.ts';
import { delayMs, type Edge, graceMs } from './timing.ts';

export type EndCause = 'revoke' | 'rotate' | 'use' | EndEvent;

/** A credential of the space. States are not stored: they are read off these instants and the clock. */
export interface Credential {
  readonly id: string;
  readonly kind: CredentialKind;
  readonly tenant: string;
  /** Id of the user whose it is; absent if it belongs to the tenant. */
  readonly owner: string | undefined;
  /** Shared by the credentials of one sign-in and their successors. */
  readonly session: string;
  readonly digest: string;
  /** `jti` of a self-contained token: it is known by that, whatever the text of its signature. */
  readonly tokenId?: string;
  /** In UTF-16 units: lets the journal find the value inside a longer text without keeping it. */
  readonly secretLength?: number;
  /** Kept only where the document shows the secret again in a later answer. */
  readonly readable: string | undefined;
  /** Masked form, where the document shows one. */
  readonly hint: string | undefined;
  readonly name: string | undefined;
  readonly rights: readonly string[];
  /** What was posted besides: properties that bear no annotation. */
  readonly data: Readonly<Record<string, unknown>>;
  readonly issuedAt: number;
  readonly startsAt: number;
  /** The end that clients are told, or undefined: none. */
  readonly expiresAt: number | undefined;
  readonly enabled: boolean;
  readonly usedAt: number | undefined;
  readonly timesUsed: number;
  /** The event that ends it, and from when on it is refused. */
  readonly end: { readonly cause: EndCause; readonly at: number; readonly from: number } | undefined;
}

export type CredentialState = 'pending' | 'disabled' | 'revoked' | 'expired' | 'overlapping' | 'active';

/** First match wins: what has not begun or is switched off says no more; ended before expired, so that a final end stays the reason. */
export function stateOf(credential: Credential, now: number, edge: Edge): CredentialState {
  const { end } = credential;
  if (now < credential.startsAt) return 'pending';
  if (!credential.enabled) return 'disabled';
  if (end && now >= end.from) return 'revoked';
  if (now >= stopsAt(credential, edge)) return 'expired';
  return end ? 'overlapping' : 'active';
}

/** From when on its age or idleness refuses it; infinite if never. */
export function stopsAt(credential: Credential, edge: Edge): number {
  const { kind } = credential;
  const slack = delayMs(kind.ends, edge);
  const byAge =
    credential.expiresAt === undefined
      ? Number.POSITIVE_INFINITY
      : credential.expiresAt + slack + (typeof kind.lifetime === 'object' ? graceMs(kind.lifetime, edge) : 0);
  const byIdleness =
    typeof kind.idle === 'object'
      ? (credential.usedAt ?? credential.issuedAt) + delayMs(kind.idle, edge) + slack
      : Number.POSITIVE_INFINITY;
  return Math.min(byAge, byIdleness);
}

/** Is it still an object of management: listed, counted, revocable? An ended one is not, save a rotated one in its overlap. */
export function isManaged(credential: Credential, now: number): boolean {
  const { end } = credential;
  return end === undefined || (end.cause === 'rotate' && now < end.from);
}

/** Whom a journal names for it: never its value. A text stands for itself. */
export function aliasOf(credential: Credential | string): string | undefined {
  if (typeof credential === 'string') return credential;
  const { kind, owner, digest } = credential;
  if (kind.isPassword) return owner;
  const alias = `${kind.name}#${digest.slice(0, 8)}`;
  return owner === undefined ? alias : `${owner} (${alias})`;
}
