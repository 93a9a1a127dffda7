import type { Capability } from '../../spec/overlay.ts';

/** A credential that the harness holds, secret included. Never written anywhere. */
export interface Held {
  /** Alias in the history: `token#3`, `person:anna`. */
  readonly alias: string;
  /** Credential kind of the document. */
  readonly kind: string;
  readonly secret: string;
  readonly id?: string;
  readonly name?: string;
  /** Fixture name (or id) of the user whose it is. */
  readonly user?: string;
  readonly tenant?: string;
  readonly rights?: readonly string[];
  readonly expiresAt?: string;
  /** Aliases of one login belong to one session. */
  readonly session?: string;
  /** Made together with this one (the refresh token of an access token), by kind. */
  readonly companions: ReadonlyMap<string, Held>;
  /** Seconds by which the lab's clock had been advanced when it was made. */
  readonly madeAtSeconds: number;
  /** `seq` of the exchange that gave it out, if any. */
  readonly by?: number;
}

/** A user as the lab knows it: from the fixtures or made in the run. */
export interface LabUser {
  readonly id: string;
  email: string;
  password: string;
  tenant: string;
  roles: ReadonlyMap<string, readonly string[]>;
  readonly groups: readonly string[];
  readonly manager?: string;
  readonly login: readonly string[] | 'any';
}

/** May the user sign in with a password? */
export function canSignIn(user: LabUser): boolean {
  return user.password !== '' && (user.login === 'any' || user.login.includes('password'));
}

/** The run lacks a means: rules that need it are untestable. Thrown inside experiments, caught by the planner. */
export class Lacking extends Error {
  override readonly name = 'Lacking';
  /** Any of these means would do: a target file may declare that they are lacking, see `lackOf`. */
  readonly means: readonly Capability[];

  constructor(message: string, ...means: readonly Capability[]) {
    super(message);
    this.means = means;
  }
}
