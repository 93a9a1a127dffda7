import type { EndEvent } from './model.ts';
import type { Capability, Overlay } from './overlay.ts';

/**
 * The contract between experiments and rules: everything that was sent, answered and done, in one order.
 * A sealed history holds aliases (`⟦token#3⟧`) in place of every secret, so that rules judge a run and a stored
 * file alike. Stored as HAR with `_authproof` fields.
 */
export interface History {
  readonly version: 1;
  /** Short name and title of the document. */
  readonly spec: { readonly name: string; readonly title: string };
  /** ISO time of the harness at the start. */
  readonly startedAt: string;
  readonly target: {
    readonly baseUrl: string;
    readonly control: boolean;
    /** In what the target is held to something else than the document. */
    readonly overlay?: Overlay;
  };
  /** Why the run ended before everything was tried: a ceiling or a human, or the target itself. */
  readonly cutShort?: 'interrupted' | 'request-ceiling';
  readonly stopped?: string;
  /** Ordered by `seq`, which is unique over all kinds of event. */
  readonly events: readonly HistoryEvent[];
}

export type HistoryEvent = Exchange | Fact | Note;

/** Part of an exchange in its experiment. */
export type ExchangeRole = 'setup' | 'control' | 'probe' | 'read-back' | 'clean-up';

/** Name and value as on the wire, duplicates and case kept. */
export type HeaderPair = readonly [name: string, value: string];

export interface Exchange {
  readonly kind: 'exchange';
  readonly seq: number;
  readonly experiment: string;
  readonly role: ExchangeRole;
  /** What the experiment calls this step; rules select by it: `after-revoke`. */
  readonly step: string;
  /** Which variant of the step: a role, a header form. */
  readonly case: string;
  /** `seq` of the positive control: the same request, differing in one thing, that must have succeeded. */
  readonly control?: number;
  /** `seq` of the exchange that reads back the state a probe could have changed. */
  readonly readBackOf?: number;
  /** Key of the model's operation, if the request is one. */
  readonly operation?: string;
  readonly presented: readonly Presented[];
  /** Free facts that rules need: `{name: 'x-forwarded-for'}`, `{record: 'e-anna'}`. Never a secret. */
  readonly detail: Readonly<Record<string, string | number | boolean>>;
  readonly request: HistoryRequest;
  readonly response?: HistoryResponse;
  /** Set instead of `response` when nothing usable came back. */
  readonly failure?: {
    readonly kind: 'timeout' | 'refused' | 'reset' | 'protocol' | 'too-large' | 'other';
    readonly message: string;
  };
  /**
   * A 2xx that let nobody in: its body is not what an accepted answer holds. Told by the view, from the document; not
   * stored.
   */
  readonly refusedInBody?: true;
  /** Milliseconds on the harness's monotonic clock since the start of the run. */
  readonly startedMs: number;
  readonly endedMs: number;
  /** `hook`: not HTTP, but what a hook was asked and gave; the URL is `hook:<name>`. */
  readonly transport: 'client' | 'raw' | 'hook';
  /** Same value: sent over the same connection. */
  readonly connection?: string;
}

/** One credential in a request. */
export interface Presented {
  /** Security scheme of the document, or the name of the channel that was tried instead (`query access_token`). */
  readonly scheme: string;
  /** Alias of an issued credential (`token#3`, `person:anna`); absent if nothing real was presented. */
  readonly credential?: string;
  /** `documented`, or how it departs: `unknown`, `truncated`, `lower-case-scheme`, `query`, … */
  readonly form: string;
}

export interface HistoryRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: readonly HeaderPair[];
  readonly body?: string;
}

export interface HistoryResponse {
  readonly status: number;
  readonly headers: readonly HeaderPair[];
  readonly body: string;
  /** Fields after the body of a chunked answer (RFC 9110 §6.5); absent if there were none. */
  readonly trailers?: readonly HeaderPair[];
  /** Value of `Date` as epoch milliseconds, if present and well formed. */
  readonly dateMs?: number;
}

/** Something that is now so, acknowledged by the target. */
export type Fact = FactBase & FactBody;
interface FactBase {
  readonly kind: 'fact';
  readonly seq: number;
  readonly experiment: string;
  /** `seq` of the exchange that acknowledged it. */
  readonly by?: number;
}
type FactBody =
  | IssuedFact
  | {
      readonly fact: 'ended';
      readonly credential: string;
      readonly cause: 'revoke' | 'rotate' | 'use' | EndEvent;
    }
  | { readonly fact: 'rotated'; readonly from: string; readonly to: string }
  | {
      readonly fact: 'credential-changed';
      readonly credential: string;
      readonly set: Readonly<Record<string, unknown>>;
    }
  | {
      readonly fact: 'clock';
      readonly advancedSeconds: number;
      readonly rung: 'hook' | 'declared-short' | 'wait';
    }
  | {
      readonly fact: 'user-made';
      readonly user: string;
      readonly roles: readonly string[];
      readonly tenant: string;
      readonly login: readonly string[] | 'any';
    }
  | {
      readonly fact: 'user-changed';
      readonly user: string;
      readonly change:
        | 'password'
        | 'roles'
        | 'groups'
        | 'manager'
        | 'tenant'
        | 'removed'
        | 'membership-removed';
      readonly to?: readonly string[];
    }
  | {
      readonly fact: 'record-made';
      readonly collection: string;
      readonly record: string;
      readonly owner?: string;
      readonly tenant?: string;
      readonly group?: string;
    }
  | { readonly fact: 'record-changed'; readonly collection: string; readonly record: string };

/** A credential came to be, or was there from the start. */
export interface IssuedFact {
  readonly fact: 'issued';
  readonly credential: string;
  /** Credential kind of the document. */
  readonly type: string;
  readonly how: 'issue' | 'login' | 'refresh' | 'rotate' | 'fixture' | 'assertion' | 'forged';
  readonly id?: string;
  readonly name?: string;
  /** User whose it is, if any. */
  readonly owner?: string;
  readonly tenant?: string;
  /** Names given at issue. */
  readonly rights?: readonly string[];
  /** Alias of the credential that it follows (rotation, refresh). */
  readonly after?: string;
  readonly session?: string;
  readonly expiresAt?: string;
  readonly secret: SecretTraits;
}

/** What rules may know of a secret without seeing it. */
export interface SecretTraits {
  readonly length: number;
  /** Distinct characters, sorted; enough to judge the alphabet, not to rebuild the value. */
  readonly alphabet: string;
  /** Does it fit the schema that the document declares for it? */
  readonly fitsSchema: boolean;
  /** First characters shared by design (`rg_`), at most 4. */
  readonly prefix: string;
  /** Decoded header and claims, if it is a JWT. */
  readonly jwt?: {
    readonly header: Readonly<Record<string, unknown>>;
    readonly claims: Readonly<Record<string, unknown>>;
  };
  /** Was the HMAC key of an HS* token found in the list of common secrets? Undefined: not tried. */
  readonly weakKey?: boolean;
}

/** What the experiment says of itself. */
export interface Note {
  readonly kind: 'note';
  readonly seq: number;
  readonly experiment: string;
  /** `lacking`: a means is missing, rules that need it are untestable. `broke`: harness error. `figure`: a measured number. */
  readonly note: 'started' | 'finished' | 'lacking' | 'broke' | 'figure';
  /** For `lacking`: which part (matches a step or case prefix), or empty for the whole experiment. */
  readonly about: string;
  readonly message: string;
  readonly value?: number;
  /** For `lacking`: any of these means would do; see `lackOf` for what declares them lacking. */
  readonly means?: readonly Capability[];
}
