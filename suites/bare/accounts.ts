import { type Accounts, isBare, withAccounts } from '../../spec/bare.ts';
import type { History } from '../../spec/history.ts';
import type { AuthModel } from '../../spec/model.ts';
import type { StaticCredential, TargetConfig } from '../target.ts';

/** Does the run go by the tester's accounts alone, since neither the document nor a mock has any? */
export function goesByAccounts(model: AuthModel, target: { readonly control?: unknown }): boolean {
  return isBare(model) && (target.control === undefined || target.control === false);
}

/** How a tester gives a credential of a kind, to be put behind what is lacking; empty where accounts come another way. */
export function howToGive(model: AuthModel, config: TargetConfig, kind: string): string {
  return goesByAccounts(model, config)
    ? `: name the variable that holds one with --credential ${kind}=VARIABLE`
    : '';
}

/** Credentials that work. */
export function givenIn({ provisioned = [] }: TargetConfig): readonly StaticCredential[] {
  return provisioned.filter(({ state }) => state === 'active');
}

export function accountsOf(given: readonly StaticCredential[], ids: Accounts['ids']): Accounts {
  return {
    credentials: given.map(({ kind, name }) => ({ kind, name })),
    rights: new Map(
      given.flatMap((one) => {
        const rights = one.rights ?? scopesInside(one.secret);
        return rights === undefined ? [] : [[one.name, rights] as const];
      }),
    ),
    ids,
  };
}

/** Secrets by the names under which the model with accounts knows them. */
export function withSecrets(
  model: AuthModel,
  config: TargetConfig,
  given: readonly StaticCredential[],
): TargetConfig {
  const people = given.filter(({ kind }) => model.credentials.get(kind)?.isPassword === true);
  return {
    ...config,
    provisioned: (config.provisioned ?? []).filter((one) => !given.includes(one)),
    credentials: Object.fromEntries(given.map(({ name, secret }) => [name, secret])),
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

/** The model by which a stored history was made: that of the document, with the accounts that the history names. */
export function modelOfHistory(model: AuthModel, history: History): AuthModel {
  if (!goesByAccounts(model, history.target)) return model;
  const issued = history.events.flatMap((event) =>
    event.kind === 'fact' && event.fact === 'issued' && event.how === 'fixture' ? [event] : [],
  );
  const byName = new Map(issued.map((fact) => [fact.name ?? fact.owner ?? fact.credential, fact]));
  return withAccounts(model, {
    credentials: [...byName].map(([name, { type }]) => ({ kind: type, name })),
    rights: new Map(
      [...byName].flatMap(([name, { rights }]) => (rights === undefined ? [] : [[name, rights] as const])),
    ),
    ids: new Map(),
  });
}
