/**
 * What stands in for operations that a target has not over HTTP: the default export of the module that `hooks` names in
 * the target file, or the words of a command (`{"hook": "revoke", "input": {…}}` on stdin, the output as JSON on
 * stdout). All inputs and outputs are plain JSON. A hook that has no means for a call answers `{lacking: 'why'}`; one
 * that throws, exits with another status than 0 or takes longer than a minute breaks the run.
 * @example
 * export default {
 *   revoke: async ({ id }) => void (await admin.tokens.delete(id)),
 * } satisfies TargetHooks;
 */
export interface TargetHooks {
  /** Makes a credential. */
  readonly issue?: Hook<IssueInput, IssuedCredential>;
  /** Ends a credential. Resolves when the target has acknowledged it. */
  readonly revoke?: Hook<CredentialInput>;
  /** The credentials of a kind that exist. */
  readonly list?: Hook<ListInput, readonly ListedCredential[]>;
  /** Replaces a credential by a new one. */
  readonly rotate?: Hook<CredentialInput, IssuedCredential>;
  readonly changePassword?: Hook<PersonInput & { readonly password: string }>;
  readonly removeUser?: Hook<PersonInput>;
  /** Makes another tenant the active one of a user. */
  readonly switchTenant?: Hook<PersonInput & { readonly to: string }>;
  /** Accepts, as the user, the invitation into a tenant. */
  readonly acceptInvitation?: Hook<PersonInput & { readonly to: string }>;
  /** Moves the clock of the target forwards; it stands still from the first call on, or goes on, as it likes. */
  readonly advanceClock?: Hook<{ readonly seconds: number }>;
  /** The time on the target, RFC 3339. Default: the time here. */
  readonly now?: Hook<object, { readonly now: string }>;
  /** Brings the target back to where it was before the run; called before each experiment, which then has it alone. */
  readonly restore?: Hook<{ readonly experiment: string }>;
}

/** A call that has no means says so, with the reason; what needs it is untestable then. */
export interface NoMeans {
  readonly lacking: string;
}

/** Where no output is named, none is looked at. */
export type Hook<Input, Output = unknown> = (input: Input) => Output | NoMeans | Promise<Output | NoMeans>;

export interface IssueInput {
  /** Credential kind of the document. */
  readonly kind: string;
  readonly name: string;
  /** Names that the credential is to hold. */
  readonly rights: readonly string[];
  /** Id and address of the user whose it is to be, where the kind has owners. */
  readonly user?: string;
  readonly email?: string;
  readonly tenant?: string;
}

export interface IssuedCredential {
  readonly secret: string;
  readonly id?: string;
  readonly rights?: readonly string[];
  /** RFC 3339. */
  readonly expiresAt?: string;
}

export interface CredentialInput {
  readonly kind: string;
  readonly secret: string;
  readonly id?: string;
  readonly name?: string;
  readonly user?: string;
  readonly tenant?: string;
}

export interface ListInput {
  readonly kind: string;
  readonly tenant?: string;
  readonly user?: string;
}

export interface ListedCredential {
  readonly id?: string;
  readonly name?: string;
}

export interface PersonInput {
  /** Id of the user. */
  readonly user: string;
  readonly email: string;
  /** The active tenant. */
  readonly tenant: string;
}

export const hookNames = [
  'issue',
  'revoke',
  'list',
  'rotate',
  'changePassword',
  'removeUser',
  'switchTenant',
  'acceptInvitation',
  'advanceClock',
  'now',
  'restore',
] as const satisfies readonly (keyof TargetHooks)[];

export type HookName = (typeof hookNames)[number];
