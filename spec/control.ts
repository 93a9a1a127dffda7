/**
 * The control plane as seen over HTTP: a contract for harnesses, which never import the mock.
 * All requests carry `Authorization: Bearer <token>` and JSON bodies; errors are `{error: {code, message}}`.
 *
 * | request | answer |
 * |---|---|
 * | `GET /info` | `ControlInfo` |
 * | `POST /spaces` `{name, startsAt?}` | `SpaceInfo`, 201: a world of its own (state, limits, clock), served under `/~name`; with `startsAt` (ISO 8601) its clock stands still at that instant |
 * | `DELETE /spaces/{space}` | 204 |
 * | `POST /spaces/{space}/reset` | 204: back to the fixtures, clock to real time |
 * | `GET /spaces/{space}/clock` | `ClockInfo` |
 * | `POST /spaces/{space}/clock` `ClockChange` | `ClockInfo` |
 * | `GET /spaces/{space}/credentials` | `ProvisionedCredential[]` |
 * | `POST /spaces/{space}/assertions` `AssertionRequest` | `{assertion}` |
 * | `POST /spaces/{space}/signatures` `SignatureRequest` | `{token}` |
 * | `GET /spaces/{space}/journal?after=N` | `JournalEntry[]` |
 *
 * The space that is served without a prefix is called `main`.
 */
export interface ControlInfo {
  readonly spec: { readonly name: string; readonly title: string };
  readonly version: string;
  readonly spaces: readonly SpaceInfo[];
}
export interface SpaceInfo {
  readonly name: string;
  /** Base URL of the API operations, no trailing slash. */
  readonly url: string;
  /** Base URL of the console operations. */
  readonly consoleUrl: string;
}
export interface ClockInfo {
  /** ISO 8601, milliseconds. */
  readonly now: string;
  readonly frozen: boolean;
}
/** Applied in this order: frozen, set, advanceSeconds. `advanceTo: 'next'` goes to the next expiry or window reset. */
export interface ClockChange {
  readonly frozen?: boolean;
  readonly set?: string;
  readonly advanceSeconds?: number;
  readonly advanceTo?: 'next';
}
export interface ProvisionedCredential {
  readonly kind: string;
  readonly name: string;
  readonly tenant: string;
  readonly owner?: string;
  readonly rights: readonly string[];
  readonly id: string;
  readonly secret: string;
}
/** Ask for an assertion of a third party (SSO token). Claims are laid over valid defaults for the user. */
export interface AssertionRequest {
  readonly kind: string;
  readonly user: string;
  readonly claims?: Readonly<Record<string, unknown>>;
  /** `foreign`: signed with a key that the server does not trust. `none`: unsigned. */
  readonly signedBy?: 'trusted' | 'foreign' | 'none';
}
/**
 * Ask for a token with a valid signature over any claims: the server's own key for this kind of credential signs, and
 * the token is put on no record. So a tester can tell what a server makes of claims that it would never issue.
 */
export interface SignatureRequest {
  readonly kind: string;
  /** JSON text of the claims, signed as it is: it may hold a member twice. */
  readonly claims: string;
  /** Laid over the header that the server writes; `alg` stays its own. */
  readonly header?: Readonly<Record<string, unknown>>;
}
/** One request that the mock served; credentials are shown by alias only. */
export interface JournalEntry {
  readonly seq: number;
  /** Virtual time, ISO 8601. */
  readonly at: string;
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly operation?: string;
  /** Who it was taken for. */
  readonly principal?: string;
  /** Why it was refused: stage and cause. */
  readonly refusal?: { readonly stage: string; readonly cause: string; readonly reason: string };
}
