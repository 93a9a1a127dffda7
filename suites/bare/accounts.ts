import { type Accounts, isBare, tenant } from '../../spec/bare.ts';
import type { AuthModel } from '../../spec/model.ts';
import type { StaticCredential, TargetConfig } from '../target.ts';

/** Does the run go by the tester's accounts alone, since neither the document nor a mock has any? */
export function goesByAccounts(model: AuthModel, target: Pick<TargetConfig, 'control'>): boolean {
  return isBare(model) && target.control === undefined;
}

/** How a tester gives a credential of a kind. */
export function howToGive(model: AuthModel, kind: string): string {
  const inFile = 'give one under credentials in the target file';
  return isBare(model) ? `${inFile}, or by --credential ${kind}=VARIABLE` : inFile;
}

/** Credentials that work, with the names that they are known to hold. */
function givenIn({ provisioned = [] }: TargetConfig): readonly StaticCredential[] {
  return provisioned
    .filter(({ state }) => state === 'active')
    .map((one) => {
      const rights = one.rights ?? scopesInside(one.secret);
      return { ...one, tenant, ...(rights === undefined ? {} : { rights }) };
    });
}

/** The target with its credentials as accounts, and the ids that were found on it. */
export function withAccountsIn(
  model: AuthModel,
  config: TargetConfig,
  ids: ReadonlyMap<string, string>,
): TargetConfig {
  const given = givenIn(config);
  const accounts: Accounts = {
    credentials: given.map(({ kind, name, rights }) => ({
      kind,
      name,
      ...(rights === undefined ? {} : { rights }),
    })),
    ids: Object.fromEntries(ids),
  };
  const people = given.filter(({ kind }) => model.credentials.get(kind)?.isPassword === true);
  const others = (config.provisioned ?? []).filter(({ state }) => state !== 'active');
  return {
    ...config,
    overlay: { ...config.overlay, accounts },
    provisioned: [...given, ...others],
    users: Object.fromEntries(people.map((one) => [one.name, pairOf(one)])),
  };
}

function pairOf({ secret }: StaticCredential): { readonly email: string; readonly password: string } {
  const colon = secret.indexOf(':');
  return colon < 0
    ? { email: secret, password: '' }
    : { email: secret.slice(0, colon), password: secret.slice(colon + 1) };
}

/** A JWT access token names its scopes itself (RFC 9068 §2.2.3). */
function scopesInside(secret: string): readonly string[] | undefined {
  const [, payload, signature] = secret.split('.');
  if (payload === undefined || signature === undefined) return undefined;
  try {
    const claims: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'));
    if (typeof claims !== 'object' || claims === null) return undefined;
    const scope: unknown = Reflect.get(claims, 'scope') ?? Reflect.get(claims, 'scp');
    if (typeof scope === 'string') return scope.split(' ').filter((name) => name !== '');
    return Array.isArray(scope) ? scope.map(String) : undefined;
  } catch {
    return undefined;
  }
}
