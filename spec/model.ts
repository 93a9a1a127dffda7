import type { OpenAPIV3_1 } from 'openapi-types';

/**
 * The contract between document and programs: what `load()` makes of one OpenAPI document.
 * Resolved, typed, deeply frozen. All durations are seconds. Mock and suite read nothing else.
 */

/** How well a fact is grounded: stated can fail, assumed can warn, open only informs. */
export type Basis = 'stated' | 'assumed' | 'open';

/** A statement id (`RG-15`) or named assumption (`A-MATRIX`) with its basis. */
export interface Citation {
  readonly statement: string;
  readonly basis: Basis;
}

/** Provenance by fact name (`scheme`, `lifetime`, `cells`, a role name …); `*` covers the facts not named. */
export type Facts = Readonly<Record<string, readonly Citation[]>>;

export interface Sourced {
  readonly facts: Facts;
}

export type JsonSchema = Readonly<Record<string, unknown>>;
export type HttpMethod = 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'OPTIONS' | 'TRACE';

/**
 * One shape for all time: before `afterSeconds` the old state is promised, from `withinSeconds` the new one,
 * between them nothing is.
 */
export interface Interval {
  readonly afterSeconds: number;
  readonly withinSeconds: number;
}

export interface AuthModel extends Sourced {
  /** Short name: the file name without its ending. */
  readonly name: string;
  readonly title: string;
  /** The file it came from, for messages. */
  readonly source: string;
  /** Does the document cite at all? If so, an uncited fact counts as assumed; if not, the document is its own source. */
  readonly cites: boolean;
  /** The document with all references resolved (property schemas keep their `x-auth-*` keys). */
  readonly document: OpenAPIV3_1.Document;
  readonly credentials: ReadonlyMap<string, CredentialKind>;
  readonly schemes: ReadonlyMap<string, SecurityScheme>;
  readonly operations: readonly Operation[];
  readonly tiers: readonly Tier[];
  readonly matrix: readonly MatrixRow[];
  readonly fixtures: Fixtures;
  readonly departures: ReadonlyMap<string, Departure>;
}

/** How a credential reaches the server: one entry of `components.securitySchemes`. */
export interface SecurityScheme extends Sourced {
  readonly name: string;
  /** Name of the credential kind it carries; several schemes may carry one kind (`of`). */
  readonly credential: string;
  readonly carrier: Carrier;
  /** What stands in the carrier (for Basic: before Base64): `{secret}`, `Token {secret}`, `{user.email}:{user.password}`. */
  readonly template: string;
}

export type Carrier =
  | { readonly in: 'header'; readonly name: string; readonly scheme?: 'bearer' | 'basic' | string }
  | { readonly in: 'query'; readonly name: string }
  | { readonly in: 'cookie'; readonly name: string };

/** Whose names count for `security`: those given at issue (`own`), those of the owning user now (`owner`); both = intersection. */
export type RightsSource = 'own' | 'owner';

/** An event that ends credentials besides their own revocation. */
export type EndEvent =
  | 'password-change'
  | 'user-removal'
  | 'membership-removal'
  | 'logout'
  | 'reuse'
  /** Another credential of the same session is revoked (RFC 7009 §2.1). */
  | 'revocation';

/** A kind of credential: what it is worth and how it lives (`x-auth-credential`). */
export interface CredentialKind extends Sourced {
  readonly name: string;
  /** Empty: a valid credential has every right that asks for no name. */
  readonly rights: readonly RightsSource[];
  /** Every role or scope name that it could hold, in declared order. */
  readonly names: readonly string[];
  /** Is the person's password the secret (Basic sign-in with `{user.email}:{user.password}` or the like)? */
  readonly isPassword: boolean;
  /** `optional`: set per credential where an `…expiresAt` or `…expiresIn` place exists. */
  readonly lifetime: Interval | 'none' | 'optional';
  /** Life without use. */
  readonly idle: Interval | 'none';
  /** 1 = used up by its use. */
  readonly uses: number | 'any';
  readonly endedBy: readonly EndEvent[];
  readonly count: { readonly min: number; readonly max: number; readonly per: 'tenant' | 'user' };
  /** How long the old value works after rotation; `overlap` = until it is revoked; `none` = ends at once. */
  readonly rotation: Interval | 'overlap' | 'none';
  /** When a new credential begins to work. */
  readonly starts: Interval;
  /** When an ended (revoked, expired, …) credential stops working. */
  readonly ends: Interval;
  readonly issuedBy: 'self' | 'third-party';
  /** What the secret looks like. */
  readonly secret: SecretFormat;
  /** Keys of the operations whose answer holds the secret. Only issue, login, refresh, rotate: displayed once. */
  readonly displayedBy: readonly string[];
  /** Is `displayedBy` confined to the answers that make the secret? */
  readonly displayedOnce: boolean;
  /** Keys of operations whose answer holds the ready-to-send value (`<kind>.value`). */
  readonly valueDisplayedBy: readonly string[];
}

export type SecretFormat =
  | { readonly kind: 'opaque'; readonly schema: JsonSchema }
  | {
      readonly kind: 'jwt';
      readonly schema: JsonSchema;
      readonly header: JsonSchema;
      readonly claims: JsonSchema;
      /** Places in the claims (`in: 'claim'`, `at`: JSON pointer into the payload). */
      readonly places: readonly Place[];
    };

export type LifecycleVerb =
  | 'issue'
  | 'list'
  | 'read'
  | 'update'
  | 'revoke'
  | 'rotate'
  | 'login'
  | 'refresh'
  | 'logout'
  | 'create'
  | 'delete';

/** Which relation between caller and record an operation needs. */
export type Relation = 'owner' | 'owner.manager' | 'group' | 'tenant';

/** In each requirement every scheme must be presented and every name held; requirements are alternatives. */
export type Requirement = ReadonlyMap<string, readonly string[]>;

export interface Operation extends Sourced {
  /** `POST /tokens` */
  readonly key: string;
  readonly method: HttpMethod;
  /** OpenAPI path template. */
  readonly path: string;
  /** Stands under an `x-auth-console` server: exists in a user interface, here HTTP by our design. */
  readonly console: boolean;
  readonly verb: LifecycleVerb;
  /** A credential kind's name, `user`, `membership`, `tenant`, or the collection path of a record. */
  readonly object: string;
  readonly objectKind: 'credential' | 'user' | 'membership' | 'tenant' | 'record';
  /** Was the verb declared by `x-auth-operation`, or inferred from method and path? */
  readonly verbDeclared: boolean;
  /** What the call writes besides its body: `{status: approved}`, `{enabled: false}`. */
  readonly set: Readonly<Record<string, unknown>>;
  /** `caller`: the names that the call gives a credential must be held by the caller. */
  readonly within?: 'caller';
  /** Empty list: no credential is needed. An empty requirement among others: optional. */
  readonly security: readonly Requirement[];
  /** Per role name, `*` = every role not named. A role that is not in a map without `*` reaches nothing. */
  readonly relation: Readonly<Record<string, readonly Relation[]>>;
  /** Tiers that stand on this operation. Root and scheme tiers are in `AuthModel.tiers` only. */
  readonly tiers: readonly Tier[];
  /** Declared parameters, path first. */
  readonly parameters: readonly Parameter[];
  readonly body: RequestBody | undefined;
  /** Places in the request: parameters, headers and body. */
  readonly request: readonly Place[];
  readonly responses: ReadonlyMap<number, Answer>;
  /** The first declared 2xx status. */
  readonly success: number;
  /** What the body of an accepted answer satisfies, where refusals come with 2xx too. */
  readonly accepted?: JsonSchema;
  /** Every cause has a status: declared by `x-auth-refusal`, else by the status' usual meaning. */
  readonly refusals: ReadonlyMap<Cause, Refusal>;
}

export interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header' | 'cookie';
  readonly required: boolean;
  readonly schema: JsonSchema;
}

export interface RequestBody {
  readonly required: boolean;
  readonly mediaType: string;
  /** All declared media types, `mediaType` first. */
  readonly mediaTypes: readonly string[];
  readonly schema: JsonSchema;
  /** A valid body for positive controls, if the document has one. */
  readonly example: unknown;
}

/** Where one attribute stands. */
export interface Place extends Sourced {
  /** `token.secret`, `user.email`, `record.owner`, `tier.remaining`, `tiers` … */
  readonly attribute: string;
  readonly in: 'body' | 'path' | 'query' | 'header' | 'cookie' | 'claim';
  /** Parameter, header or cookie name, or a JSON pointer in which `*` is any array element (array elements of `results`: `/results`, `*`, `id` joined by slashes; empty = whole body). */
  readonly at: string;
  readonly schema: JsonSchema;
  readonly readOnly: boolean;
  readonly required: boolean;
  /** Index of the `oneOf`/`anyOf` branch of the body schema in which it stands, if any. */
  readonly variant?: number;
}

/** One declared response. */
export interface Answer extends Sourced {
  readonly status: number;
  readonly description: string;
  readonly mediaType: string | undefined;
  /** Where several are declared, the others; JSON comes first. */
  readonly otherMediaTypes?: readonly string[];
  readonly schema: JsonSchema | undefined;
  readonly example: unknown;
  /** Named examples; the name is a cause. */
  readonly examples: Readonly<Record<string, unknown>>;
  readonly headers: readonly AnswerHeader[];
  readonly places: readonly Place[];
}

export interface AnswerHeader {
  readonly name: string;
  readonly required: boolean;
  readonly schema: JsonSchema;
  /** Named examples; the name is a cause. */
  readonly examples: Readonly<Record<string, unknown>>;
}

/** Why a request is refused. A kind falls back to its parent, then to the usual status. */
export type Cause =
  | 'unknown-path'
  | 'wrong-method'
  | 'unsupported-media-type'
  | 'malformed-body'
  | 'no-credential'
  | 'two-credentials'
  | 'bad-credential'
  | BadCredential
  | 'wrong-login'
  | 'login-blocked'
  | 'no-right'
  | 'foreign-record'
  | 'unknown-record'
  | 'invalid-request'
  | 'duplicate'
  | 'maximum'
  | 'minimum'
  | 'rate-limit';

/** Kinds of `bad-credential`. `pending`: not active yet. `disabled`: switched off, may come back. */
export type BadCredential =
  | 'malformed'
  | 'unknown'
  | 'tampered'
  | 'expired'
  | 'revoked'
  | 'disabled'
  | 'pending';

/** How one operation answers one cause. */
export interface Refusal extends Sourced {
  readonly cause: Cause;
  readonly status: number;
  /** Does the operation declare a response of this status? */
  readonly declared: boolean;
  /** Named by `x-auth-refusal`, rather than by the usual meaning of the status. */
  readonly named: boolean;
  readonly mediaType: string | undefined;
  /** Example body for this cause, if the document has one. */
  readonly body: unknown;
  /** Headers with a fixed value (`const` or example): challenge and the like. */
  readonly headers: Readonly<Record<string, string>>;
}

export type TierSubject = 'credential' | 'user' | 'tenant' | 'address' | 'operation';

/** A rate limit (`x-auth-tiers`). All that apply must have room; a refused request takes from none. */
export interface Tier extends Sourced {
  readonly name: string;
  /** Where it stands: whole document, one security scheme, one operation. */
  readonly on: 'document' | 'scheme' | 'operation';
  /** Set where it stands on a scheme: counts only requests that carry this scheme. */
  readonly scheme?: string;
  /** Set where it stands on an operation. */
  readonly operation?: string;
  readonly limit: number;
  readonly windowSeconds: number;
  /** Partition: a combination. */
  readonly per: readonly TierSubject[];
  readonly methods: readonly HttpMethod[] | 'all';
  readonly counts: 'all' | 'failures' | 'successes';
  readonly algorithm: 'fixed-window' | 'sliding-window' | 'token-bucket';
  /** Do the structured limit fields name the partition by an opaque `pk`? */
  readonly partitionKey: boolean;
}

/** One line of the permission matrix: a collection path with its items, for one security scheme. */
export interface MatrixRow extends Sourced {
  readonly path: string;
  readonly scheme: string;
  /** By role or scope name, in column order. */
  readonly cells: ReadonlyMap<string, ReadonlyMap<HttpMethod, MatrixCell>>;
  /** Non-empty cells from left to right, as printed: `['POST, GET', 'GET']`; only where the row is cited as a `row`. */
  readonly sequence: readonly string[] | undefined;
}
export interface MatrixCell {
  readonly allowed: boolean;
  readonly basis: Basis;
  readonly citations: readonly Citation[];
}

/** What the mock starts with, and what a tester maps to real accounts. */
export interface Fixtures extends Sourced {
  readonly tenants: readonly string[];
  readonly groups: readonly string[];
  readonly users: ReadonlyMap<string, FixtureUser>;
  /** Users of the document who have no account on the target that the model is for. */
  readonly absent?: readonly FixtureUser[];
  /** Pre-provisioned credentials; their values are made at start and handed out by the control plane. */
  readonly credentials: readonly FixtureCredential[];
  /** Per collection path template. */
  readonly records: ReadonlyMap<string, readonly FixtureRecord[]>;
}
export interface FixtureUser extends Sourced {
  /** Also the user's id. */
  readonly name: string;
  readonly email: string;
  readonly password: string;
  /** Active tenant at start. */
  readonly tenant: string;
  /** Role names per tenant of which the user is a member. */
  readonly roles: ReadonlyMap<string, readonly string[]>;
  readonly groups: readonly string[];
  readonly manager?: string;
  /** Ways to sign in; `any` = all; empty = non-interactive. */
  readonly login: readonly string[] | 'any';
  /** Nobody says which names it holds: `roles` are all that it could. */
  readonly rolesUnknown?: true;
}
export interface FixtureCredential {
  readonly kind: string;
  readonly name: string;
  readonly tenant: string;
  readonly owner?: string;
  readonly rights: readonly string[];
  /** Nobody says which names it holds: `rights` are all that it could. */
  readonly rightsUnknown?: true;
}
export interface FixtureRecord {
  readonly id: string;
  readonly tenant: string;
  readonly owner?: string;
  readonly group?: string;
  /** Values of path parameters above the collection (`{plan_id: …}`). */
  readonly parents: Readonly<Record<string, string>>;
  readonly data: Readonly<Record<string, unknown>>;
}

/** Where the vendor knowingly leaves a standard (`x-auth-departures`); the rule reports it instead of failing. */
export interface Departure extends Sourced {
  readonly rule: string;
  readonly from: string;
  readonly because: string;
}
