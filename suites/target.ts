import type { ClockInfo, ProvisionedCredential, SignatureRequest } from '../spec/control.ts';
import type { Overlay, UserOverlay } from '../spec/overlay.ts';

/** What the suite is pointed at. Plain data, so that it can cross a process border. */
export interface TargetConfig {
  /** Base URL of the API operations, no trailing slash. */
  readonly baseUrl: string;
  /** Base URL of the console operations; absent: they do not exist over HTTP on this target. */
  readonly consoleUrl?: string;
  /** A control plane as in `spec/control.ts`: clock, spaces, provisioned credentials, assertions, signatures. */
  readonly control?: { readonly url: string; readonly token: string };
  /** Accounts of fixture users. Empty: those of the document; else only users who are named have an account. */
  readonly users: Readonly<Record<string, UserAccount>>;
  /** Instant (RFC 3339) at which the frozen clock of each experiment starts, where a control plane allows; default: now. */
  readonly startsAt?: string;
  /** Secrets of pre-provisioned credentials by fixture name. */
  readonly credentials: Readonly<Record<string, string>>;
  /** Pre-provisioned credentials that the document has no fixture for. */
  readonly provisioned?: readonly StaticCredential[];
  /** Where operations live on this target, by operation key. */
  readonly bindings?: Readonly<Record<string, Binding>>;
  /** What of the document is different here; laid over the model, kept in the history. */
  readonly overlay?: Overlay;
  /** What stands in for operations that the target has not over HTTP. */
  readonly hooks?: HooksSource;
  /** Hosts that may be spoken to, beside those of the URLs. */
  readonly hosts?: readonly string[];
  /** Ceilings of the whole run. */
  readonly requests?: RequestCeiling;
  /** Certificates (PEM) of authorities that the target's TLS is checked against; default: those of Node. */
  readonly ca?: string;
  /** Where plain HTTP is asked for beside an https target; default: port 80 of its host, see `plainPlaceOf`. */
  readonly plainUrl?: string;
  /** How long one check may really wait, where there is no clock hook. Seconds. */
  readonly maxWaitSeconds: number;
  /** May experiments end credentials, remove users and the like where nothing isolates them? A list: only such. */
  readonly destructive: boolean | readonly DestructiveFamily[];
  /** Limit for one request. Milliseconds. */
  readonly timeoutMs: number;
}

/** The real account of a fixture user. */
export interface UserAccount extends UserOverlay {
  readonly password?: string;
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

/** Where an operation lives on a target. */
export interface Binding {
  readonly method?: string;
  /** Path template with the parameter names of the document. */
  readonly path?: string;
  /** Base URL, no trailing slash. */
  readonly base?: string;
}

/** Hooks as a module, or as a command that speaks JSON. Paths are absolute. */
export type HooksSource =
  | { readonly module: string }
  | { readonly command: readonly string[]; readonly cwd: string };

export interface RequestCeiling {
  readonly perSecond?: number;
  readonly total?: number;
}

/** What destructive experiments do harm to. */
export const destructiveFamilies = ['credentials', 'people', 'records', 'limits', 'sign-in'] as const;
export type DestructiveFamily = (typeof destructiveFamilies)[number];

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

/** Is an experiment that does harm to these families opted in? `true`: to all. */
export function mayDestroy(
  config: Pick<TargetConfig, 'destructive'>,
  families: true | readonly DestructiveFamily[],
): boolean {
  if (typeof config.destructive === 'boolean') return config.destructive;
  const allowed = config.destructive;
  return (families === true ? destructiveFamilies : families).every((family) => allowed.includes(family));
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
