import type { Accounts } from './bare.ts';
import type { JsonSchema } from './model.ts';

/**
 * What one implementation is held to where it differs from the document: laid over the model by `modelFor`, kept in
 * the history, so that a stored history is judged as the run was. Plain data, no secret in it.
 */
export interface Overlay {
  /** Fixture users by name. Given: only those named have an account on this target. */
  readonly users?: Readonly<Record<string, UserOverlay>>;
  /** Ids of the fixture tenants on this target. */
  readonly tenants?: Readonly<Record<string, string>>;
  /** What the tester has on a target whose document names no accounts; in place of the loader's fixtures. */
  readonly accounts?: Accounts;
  readonly tolerances?: Tolerances;
  /** Rate limits by the name of the tier, where this target has others. */
  readonly limits?: Readonly<Record<string, LimitOverlay>>;
  /** By operation key: what the body of an accepted answer satisfies. */
  readonly acceptance?: Readonly<Record<string, JsonSchema>>;
  /** Means that the target lacks, with the reason. */
  readonly lacks?: readonly Lack[];
}

export interface UserOverlay {
  /** Id on this target; default: the fixture's name. */
  readonly id?: string;
  readonly email?: string;
  readonly tenant?: string;
  /** Names held per tenant. */
  readonly roles?: Readonly<Record<string, readonly string[]>>;
  /** Why this target has no such account. */
  readonly absent?: string;
}

export interface Tolerances {
  /** How long an ended credential may still work on this target. */
  readonly revocationSeconds?: number;
  /** How far instants may be off. */
  readonly clockSkewSeconds?: number;
}

export interface LimitOverlay {
  readonly limit?: number;
  readonly windowSeconds?: number;
}

/** A means that the target lacks: what cannot be judged without it is excused. */
export interface Lack {
  readonly capability: Capability;
  readonly reason: string;
}

/** What a target may lack by a fixed name, and what that means. */
export const capabilities = {
  clock: 'moving the clock of the target',
  signing: 'signing any claims with the key of the target',
  assertions: 'assertions of third parties made for tests',
  console: 'the operations of the user interface over HTTP',
  'plain-http': 'plain HTTP beside TLS',
  isolation: 'ground on which destructive experiments do no harm',
  invitations: 'somebody who accepts the invitations that the target sends',
  issue: 'issuing a credential',
  revoke: 'revoking a credential',
  list: 'listing credentials',
  rotate: 'rotating a credential',
  'change-password': 'changing the password of a user',
  'remove-user': 'removing a user',
  'switch-tenant': 'switching the active tenant of a user',
} as const;

/** `user:`, `operation:` and `credential:` name one fixture user, one operation key, one kind of credential. */
export type Capability =
  | keyof typeof capabilities
  | `user:${string}`
  | `operation:${string}`
  | `credential:${string}`;

/** Everything that the target is said to lack, absent users too. */
export function lacksOf(overlay: Overlay | undefined): readonly Lack[] {
  const absent = Object.entries(overlay?.users ?? {}).flatMap(([name, user]): Lack[] =>
    user.absent === undefined ? [] : [{ capability: `user:${name}`, reason: user.absent }],
  );
  return [...(overlay?.lacks ?? []), ...absent];
}

/**
 * The declared lack of these means, if there is one. Most are names of one and the same thing, and one declaration is
 * enough. Users are not: each of them would do, so each must be declared.
 */
export function lackOf(overlay: Overlay | undefined, means: readonly string[] = []): Lack | undefined {
  const lacks = lacksOf(overlay);
  const named = (names: readonly string[]) => lacks.find(({ capability }) => names.includes(capability));
  const users = means.filter((name) => name.startsWith('user:'));
  const same = named(means.filter((name) => !users.includes(name)));
  if (same !== undefined) return same;
  return users.every((name) => named([name]) !== undefined) ? named(users) : undefined;
}
