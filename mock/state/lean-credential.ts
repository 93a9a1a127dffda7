import type { CredentialKind } from '../../spec/model.ts';
import type { Credential } from './credential.ts';

/**
 * A credential of which there may be millions: it holds of its own what differs from one to the next, and reads the rest
 * from its prototype until it gets a value of its own. A spread copy would miss that: see `wholeOf`.
 */
class LeanCredential implements Credential {
  id: string;
  readonly kind: CredentialKind;
  readonly tenant: string;
  readonly owner: string | undefined;
  readonly session: string;
  readonly digest: string;
  name: string | undefined;
  rights: readonly string[];
  readonly issuedAt: number;
  usedAt: number | undefined;
  declare readonly tokenId?: string;
  declare readonly secretLength?: number;
  declare readonly readable: string | undefined;
  declare readonly hint: string | undefined;
  declare data: Readonly<Record<string, unknown>>;
  declare readonly startsAt: number;
  declare expiresAt: number | undefined;
  declare enabled: boolean;
  declare timesUsed: number;
  declare end: Credential['end'];

  constructor(from: Credential) {
    this.id = from.id;
    this.kind = from.kind;
    this.tenant = from.tenant;
    this.owner = from.owner;
    this.session = from.session;
    this.digest = from.digest;
    this.name = from.name;
    this.rights = shared(from.kind, from.rights);
    this.issuedAt = from.issuedAt;
    this.usedAt = from.usedAt;
    if (from.tokenId !== undefined) this.tokenId = from.tokenId;
    if (from.secretLength !== undefined) this.secretLength = from.secretLength;
    if (from.readable !== undefined) this.readable = from.readable;
    if (from.hint !== undefined) this.hint = from.hint;
    if (Object.keys(from.data).length > 0) this.data = from.data;
    if (from.startsAt !== from.issuedAt) this.startsAt = from.startsAt;
    if (from.expiresAt !== undefined) this.expiresAt = from.expiresAt;
    if (!from.enabled) this.enabled = false;
    if (from.timesUsed > 0) this.timesUsed = from.timesUsed;
    if (from.end !== undefined) this.end = from.end;
  }
}

const usual = {
  readable: undefined,
  hint: undefined,
  data: Object.freeze({}),
  get startsAt(): number {
    return Reflect.get(this, 'issuedAt') as number;
  },
  set startsAt(at: number) {
    Object.defineProperty(this, 'startsAt', {
      value: at,
      writable: true,
      enumerable: true,
      configurable: true,
    });
  },
  expiresAt: undefined,
  enabled: true,
  timesUsed: 0,
  end: undefined,
};
Object.defineProperties(LeanCredential.prototype, Object.getOwnPropertyDescriptors(usual));

/** The same credential in the form that takes the least room. */
export function lean(credential: Credential): Credential {
  return new LeanCredential(credential);
}

/** A copy that holds everything of its own: to be changed, or written down. */
export function wholeOf(credential: Credential): Credential {
  const { readable, hint, data, startsAt, expiresAt, enabled, timesUsed, end } = credential;
  return { ...credential, readable, hint, data, startsAt, expiresAt, enabled, timesUsed, end };
}

const mostShared = 1000;
const lists = new WeakMap<CredentialKind, Map<string, readonly string[]>>();

/** One list for all credentials of a kind that hold the same names. */
function shared(kind: CredentialKind, rights: readonly string[]): readonly string[] {
  const known = lists.get(kind) ?? new Map<string, readonly string[]>();
  lists.set(kind, known);
  const key = JSON.stringify(rights);
  const found = known.get(key);
  if (found) return found;
  if (known.size < mostShared) known.set(key, rights);
  return rights;
}
