import type { JsonSchema } from '../../spec/model.ts';
import type { Lack, LimitOverlay, Tolerances } from '../../spec/overlay.ts';
import type { Binding, DestructiveFamily, RequestCeiling, UserAccount } from '../../suites/target.ts';

/** A target file as it is written: secrets and whatever else stands there as `${NAME}` not yet resolved. */
export interface TargetFile {
  readonly spec?: string;
  readonly target?: string;
  readonly console?: string;
  readonly plain?: string;
  readonly ca?: string;
  readonly control?: { readonly url: string; readonly token: string };
  readonly hosts?: readonly string[];
  readonly tenants?: Readonly<Record<string, string>>;
  readonly users?: Readonly<Record<string, UserAccount>>;
  readonly credentials?: Readonly<Record<string, string | FullCredential>>;
  readonly bindings?: Readonly<Record<string, Binding>>;
  readonly lacks?: readonly Lack[];
  readonly tolerances?: Tolerances;
  readonly limits?: Readonly<Record<string, LimitOverlay>>;
  readonly destructive?: boolean | readonly DestructiveFamily[];
  readonly requests?: RequestCeiling;
  readonly hooks?: string | { readonly command: readonly string[] };
  readonly acceptance?: Readonly<Record<string, string | JsonSchema>>;
}

interface FullCredential {
  readonly kind: string;
  readonly secret: string;
  readonly id?: string;
  readonly user?: string;
  readonly tenant?: string;
  readonly rights?: readonly string[];
  readonly state?: 'active' | 'revoked' | 'expired' | 'disabled';
}
