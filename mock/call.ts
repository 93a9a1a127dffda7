import type { Cause, Relation, SecurityScheme } from '../spec/model.ts';
import type { Guard } from './plan/guard.ts';
import type { OperationPlan } from './plan/operation.ts';
import type { RoutePlan } from './plan/plan.ts';
import type { Credential } from './state/credential.ts';
import type { Reading, Ticket } from './state/limiter.ts';
import type { StoredRecord } from './state/records.ts';
import type { User } from './state/users.ts';
import type { World } from './state/world.ts';
import type { WireRequest } from './wire.ts';

/** Why a request is refused: the document's cause, and a plain reason for the journal only. */
export interface Refused {
  readonly cause: Cause;
  readonly reason: string;
}

/** A credential that stood in the request and verified. */
export interface Verified {
  readonly scheme: SecurityScheme;
  readonly credential: Credential;
}

/** What an operation is about. */
export type Subject =
  | { readonly type: 'record'; readonly record: StoredRecord }
  | { readonly type: 'credential'; readonly credential: Credential }
  | { readonly type: 'user'; readonly user: User }
  | { readonly type: 'membership'; readonly user: User; readonly tenant: string }
  | { readonly type: 'tenant'; readonly tenant: string };

/** A credential made by this call, with the value that is shown now and perhaps never again. */
export interface Minted {
  readonly credential: Credential;
  readonly secret: string;
}

/** What `act` did, for `render`. */
export interface Outcome {
  readonly subject?: Subject | undefined;
  readonly list?: readonly Subject[];
  readonly minted?: readonly Minted[];
  /** The call asked after a credential, and there is none that works. */
  readonly inactive?: boolean;
  /** Whose sign-in it was, if not the caller's. */
  readonly user?: User | undefined;
  /** Cookies that the client is told to forget. */
  readonly clearedCookies?: readonly string[];
}

/** One request on its way through the stages; each stage fills in what it found out. */
export interface Call {
  readonly world: World;
  readonly request: WireRequest;
  /** Instant of the decision, epoch milliseconds; read again after a stage that had to wait, so that it never runs back. */
  now: number;
  readonly isConsole: boolean;
  address: string;
  // path
  route: RoutePlan | undefined;
  /** Undefined if the path lacks the method. */
  operation: OperationPlan | undefined;
  guard: Guard | undefined;
  params: Readonly<Record<string, string>>;
  // flood, limit
  tickets: Ticket[];
  /** Set on 429: the tiers that have no room. */
  empty: readonly Reading[];
  // authenticate
  verified: readonly Verified[];
  // authorise
  /** The credential that acts, with the names that it holds in the tenant of the call. */
  actor: Credential | undefined;
  user: User | undefined;
  names: readonly string[];
  tenant: string;
  /** Whose records are within reach; any of these relations will do. */
  reach: readonly Relation[];
  // locate
  subject: Subject | undefined;
  /** The user named by an `…owner` or `user.id` place of the path. */
  named: User | undefined;
  // validate
  body: ParsedBody | undefined;
  // act
  outcome: Outcome;
  // any
  refusal: (Refused & { readonly stage: string }) | undefined;
  /** What went wrong in the server itself; for the journal only. */
  failure: string | undefined;
}

export type ParsedBody =
  | { readonly form: 'json' | 'urlencoded' | 'none'; readonly value: unknown }
  | { readonly form: 'broken' | 'unsupported'; readonly reason: string };

/** One step of the decision. A refusal ends the journey; `undefined` lets the request go on. */
export type Stage = (call: Call) => Refused | undefined | Promise<Refused | undefined>;

export function refuse(cause: Cause, reason: string): Refused {
  return { cause, reason };
}
