import { withAccounts } from '../spec/bare.ts';
import type {
  AuthModel,
  CredentialKind,
  Fixtures,
  FixtureUser,
  Interval,
  Operation,
  Tier,
} from '../spec/model.ts';
import { lackOf, type Overlay, type Tolerances } from '../spec/overlay.ts';

/**
 * The document as one implementation is held to it: real ids and accounts in place of the fixtures, tolerances, limits
 * and the look of accepted answers laid over it. Experiments and rules both see this, and nothing else.
 */
export function modelFor(model: AuthModel, overlay: Overlay | undefined): AuthModel {
  if (overlay === undefined) return model;
  if (overlay.accounts !== undefined) {
    const { accounts, ...rest } = overlay;
    return modelFor(withAccounts(model, accounts), rest);
  }
  const { tolerances, limits, acceptance } = overlay;
  const tier = (one: Tier): Tier => ({ ...one, ...limits?.[one.name] });
  const operation = (one: Operation): Operation => {
    const accepted = acceptance?.[one.key];
    return { ...one, tiers: one.tiers.map(tier), ...(accepted === undefined ? {} : { accepted }) };
  };
  return {
    ...model,
    credentials: new Map([...model.credentials].map(([name, kind]) => [name, tolerant(kind, tolerances)])),
    operations: model.operations.map(operation),
    tiers: model.tiers.map(tier),
    fixtures: fixturesFor(model.fixtures, overlay),
  };
}

function tolerant(kind: CredentialKind, tolerances: Tolerances | undefined): CredentialKind {
  const { revocationSeconds = 0, clockSkewSeconds = 0 } = tolerances ?? {};
  const skewed = <T extends string>(time: Interval | T): Interval | T =>
    typeof time === 'string'
      ? time
      : {
          afterSeconds: Math.max(0, time.afterSeconds - clockSkewSeconds),
          withinSeconds: time.withinSeconds + clockSkewSeconds,
        };
  return {
    ...kind,
    lifetime: skewed(kind.lifetime),
    idle: skewed(kind.idle),
    ends: { ...kind.ends, withinSeconds: Math.max(kind.ends.withinSeconds, revocationSeconds) },
  };
}

/** The id that a fixture user has on the target. */
export function userIdOn(overlay: Overlay | undefined, name: string): string {
  return overlay?.users?.[name]?.id ?? name;
}

/** The id that a fixture tenant has on the target; what is no fixture tenant is an id already. */
export function tenantIdOn(overlay: Overlay | undefined, name: string): string {
  return overlay?.tenants?.[name] ?? name;
}

function fixturesFor(fixtures: Fixtures, overlay: Overlay): Fixtures {
  const user = (name: string): string => userIdOn(overlay, name);
  const tenant = (name: string): string => tenantIdOn(overlay, name);
  const owned = <T extends { readonly tenant: string; readonly owner?: string }>(one: T): T => ({
    ...one,
    tenant: tenant(one.tenant),
    ...(one.owner === undefined ? {} : { owner: user(one.owner) }),
  });
  return {
    ...fixtures,
    tenants: fixtures.tenants.map(tenant),
    users: new Map(
      [...fixtures.users].flatMap(([name, one]) => {
        const account = accountFor(one, overlay);
        return account === undefined ? [] : [[user(name), account]];
      }),
    ),
    absent: [...fixtures.users.values()].filter((one) => accountFor(one, overlay) === undefined),
    credentials: fixtures.credentials.map(owned),
    records: new Map([...fixtures.records].map(([path, records]) => [path, records.map(owned)])),
  };
}

/** The account of a fixture user; none if the target is said to have none. */
function accountFor(user: FixtureUser, overlay: Overlay): FixtureUser | undefined {
  const account = overlay.users?.[user.name];
  if (overlay.users !== undefined && account === undefined) return undefined;
  if (lackOf(overlay, [`user:${user.name}`]) !== undefined) return undefined;
  const roles = Object.entries(account?.roles ?? {});
  const given = roles.length > 0 ? roles : [...user.roles];
  const home = tenantIdOn(overlay, account?.tenant ?? user.tenant);
  return {
    ...user,
    name: userIdOn(overlay, user.name),
    email: account?.email ?? user.email,
    tenant: home,
    roles: new Map(given.map(([tenant, names]) => [tenantIdOn(overlay, tenant), names])),
    ...(user.manager === undefined ? {} : { manager: userIdOn(overlay, user.manager) }),
  };
}
