import type { ClockInfo, ProvisionedCredential, SignatureRequest } from '../spec/control.ts';

/** What the suite is pointed at. Plain data, so that it can cross a process border. */
export interface TargetConfig {
  /** Base URL of the API operations, no trailing slash. */
  readonly baseUrl: string;
  /** Base URL of the console operations; absent: they do not exist over HTTP on this target. */
  readonly consoleUrl?: string;
  /** A control plane as in `spec/control.ts`: clock, spaces, provisioned credentials, assertions, signatures. */
  readonly control?: { readonly url: string; readonly token: string };
  /** Passwords and addresses of fixture users, where they differ from the document's. */
  readonly users: Readonly<Record<string, { readonly email?: string; readonly password?: string }>>;
  /** Instant (RFC 3339) at which the frozen clock of each experiment starts, where a control plane allows; default: now. */
  readonly startsAt?: string;
  /** Secrets of pre-provisioned credentials by fixture name. */
  readonly credentials: Readonly<Record<string, string>>;
  /** Pre-provisioned credentials that the document has no fixture for. */
  readonly provisioned?: readonly StaticCredential[];
  /** Certificates (PEM) of authorities that the target's TLS is checked against; default: those of Node. */
  readonly ca?: string;
  /** Where plain HTTP is asked for beside an https target; default: port 80 of its host, see `plainPlaceOf`. */
  readonly plainUrl?: string;
  /** How long one check may really wait, where there is no clock hook. Seconds. */
  readonly maxWaitSeconds: number;
  /** May experiments end credentials, remove users and the like where nothing isolates them? */
  readonly destructive: boolean;
  /** Limit for one request. Milliseconds. */
  readonly timeoutMs: number;
}

/** A credential that stands ready on the target, also one that works no more. */
export interface StaticCredential {
  readonly name: string;
  /** Credential kind of the document. */
  readonly kind: string;
  readonly secret: string;
  readonly id?: string;
  /** Fixture name of the user whose it is. */
  readonly user?: string;
  readonly tenant?: string;
  readonly rights?: readonly string[];
  readonly state: 'active' | 'revoked' | 'expired' | 'disabled';
}

/** One isolated place to experiment in: a space of a mock, or the whole target. */
export interface Ground {
  readonly baseUrl: string;
  readonly consoleUrl: string | undefined;
  /** Is the state shared with other experiments? */
  readonly shared: boolean;
  readonly credentials: readonly ProvisionedCredential[];
  /** Present if the target lets its clock be moved. */
  readonly clock: ClockHook | undefined;
  /** Present if the target makes assertions of third parties for tests. */
  readonly assertions: AssertionHook | undefined;
  /** Present if the target signs claims for tests. */
  readonly signatures: SigningHook | undefined;
  release(): Promise<void>;
}

export interface ClockHook {
  now(): Promise<ClockInfo>;
  freeze(): Promise<ClockInfo>;
  advance(seconds: number): Promise<ClockInfo>;
}

export interface AssertionHook {
  mint(request: {
    readonly kind: string;
    readonly user: string;
    readonly claims?: Readonly<Record<string, unknown>>;
    readonly signedBy?: 'trusted' | 'foreign' | 'none';
  }): Promise<string>;
}

export interface SigningHook {
  /** @throws TargetError if the target refuses */
  sign(request: SignatureRequest): Promise<string>;
}

/** A target with the usual limits; only where it lives is needed. Destructive experiments are off. */
export function defaultTarget(parts: Pick<TargetConfig, 'baseUrl'> & Partial<TargetConfig>): TargetConfig {
  return {
    users: {},
    credentials: {},
    maxWaitSeconds: 0,
    timeoutMs: 10_000,
    destructive: false,
    ...parts,
  };
}

/** Does a URL point at this machine itself? */
export function isLoopback(url: string): boolean {
  const { hostname } = new URL(url);
  return hostname === 'localhost' || hostname === '[::1]' || /^127\./.test(hostname);
}

/**
 * Where plain HTTP stands beside an https URL if nothing else is said: port 80 of its host. None where the URL names a
 * port or this machine: there port 80 is somebody else's.
 */
export function plainPlaceOf(url: string): string | undefined {
  const { protocol, hostname, port } = new URL(url);
  return protocol !== 'https:' || port !== '' || isLoopback(url) ? undefined : `http://${hostname}`;
}
