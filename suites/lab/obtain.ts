import type { CredentialKind, Operation } from '../../spec/model.ts';
import { howToGive } from '../bare/accounts.ts';
import { nobody } from './absent.ts';
import { actorsFor } from './actor.ts';
import { confirmsCaller } from './confirming.ts';
import { type Held, type LabUser, Lacking } from './held.ts';
import { hookServes, issueByHook } from './hooked.ts';
import { keepFromAnswer } from './keep.ts';
import type { Lab } from './lab.ts';
import { revoke } from './lifecycle.ts';
import { settle } from './settle.ts';
import { signIn } from './sign-in.ts';
import { type Holds, standing } from './standing.ts';

/** What kind of credential is wanted, and for whom. */
export interface Want {
  /** Owner, where the kind acts for a user. */
  readonly user?: string | undefined;
  readonly tenant?: string | undefined;
  /** Names to be given at issue. */
  readonly rights?: readonly string[] | undefined;
  /** Names that a pre-provisioned one must hold; others may come with them. */
  readonly holding?: readonly string[] | undefined;
  readonly name?: string | undefined;
  /** More attributes for the issuing request. */
  readonly values?: Readonly<Record<string, unknown>> | undefined;
  /** Issue by this operation instead of the first that can. */
  readonly by?: Operation | undefined;
  /** Do not wait for a bounded activation delay. */
  readonly unsettled?: boolean | undefined;
}

/**
 * A new credential of a kind: by sign-in, by the operation that issues it, or, where nothing issues it, the
 * pre-provisioned one.
 * @throws Lacking if this document and target offer no way
 */
export async function obtain(lab: Lab, kindName: string, want: Want = {}): Promise<Held> {
  const kind = lab.model.credentials.get(kindName);
  if (kind === undefined) throw new Lacking(`the document has no credential ${kindName}`);
  if (kind.isPassword) return person(lab, kindName, want);
  const login = lab.model.operations.find(
    (operation) => operation.verb === 'login' && operation.object === kindName,
  );
  if (hookServes(lab, 'issue', want.by ?? login) && (want.by ?? login) !== undefined)
    return settle(lab, await issueHooked(lab, kindName, want, want.by ?? login), want);
  if (login !== undefined && want.by === undefined) return settle(lab, await signIn(lab, login, want), want);
  const companion = want.by === undefined ? await withSignIn(lab, kind, want) : undefined;
  if (companion !== undefined) return companion;
  const issuers = want.by === undefined ? issuersOf(lab, kindName) : [want.by];
  const reasons: Lacking[] = [];
  if (issuers.length === 0 && hookServes(lab, 'issue', undefined))
    return settle(lab, await issueHooked(lab, kindName, want, undefined), want);
  for (const issuer of issuers) {
    try {
      const held = hookServes(lab, 'issue', issuer)
        ? await issueHooked(lab, kindName, want, issuer)
        : await issueBy(lab, issuer, want);
      return await settle(lab, held, want);
    } catch (error) {
      if (!(error instanceof Lacking)) throw error;
      reasons.push(error);
    }
  }
  const given = standing(lab, kindName, want);
  if (given !== undefined) return given;
  const provisioned = fromFixtures(lab, kindName, want);
  if (provisioned !== undefined && want.rights === undefined) return provisioned;
  const holding = want.rights === undefined ? '' : ` that holds ${want.rights.join(' and ') || 'nothing'}`;
  throw new Lacking(
    `${reasons[0]?.message ?? `no operation issues ${kindName}`}; no ${kindName}${holding} stands ready: ${howToGive(lab.model, kindName)}`,
    `credential:${kindName}`,
    ...(reasons[0]?.means ?? []),
  );
}

/** What comes with a sign-in and by no other way: the refresh token beside an access token. */
async function withSignIn(
  lab: Lab,
  { name, displayedBy }: CredentialKind,
  want: Want,
): Promise<Held | undefined> {
  const { operations } = lab.model;
  const login = operations.find(({ verb, key }) => verb === 'login' && displayedBy.includes(key));
  if (login === undefined || operations.some(({ verb, object }) => verb === 'issue' && object === name))
    return undefined;
  return (await signIn(lab, login, want)).companions.get(name);
}

/** The credential of a pre-provisioned fixture; one that is known to hold what is wanted before one of which nothing is known. */
export function fromFixtures(lab: Lab, kindName: string, want: Want = {}): Held | undefined {
  const { holding = [] } = want;
  if (holding.length === 0) return ready(lab, kindName, want, () => true);
  const holds: Holds = (rights) => rights !== undefined && holding.every((name) => rights.includes(name));
  return ready(lab, kindName, want, holds) ?? ready(lab, kindName, want, (rights) => rights === undefined);
}

function ready(lab: Lab, kindName: string, want: Want, holds: Holds): Held | undefined {
  const kept = [...lab.kept.values()].find(
    (held) =>
      held.by === undefined &&
      held.kind === kindName &&
      (want.tenant === undefined || held.tenant === want.tenant) &&
      (want.user === undefined || held.user === want.user) &&
      holds(held.rights) &&
      !lab.ended.has(held.alias),
  );
  if (kept !== undefined) return kept;
  for (const fixture of lab.model.fixtures.credentials) {
    if (fixture.kind !== kindName) continue;
    if (want.tenant !== undefined && fixture.tenant !== want.tenant) continue;
    if (want.user !== undefined && fixture.owner !== want.user) continue;
    if (!holds(fixture.rightsUnknown === true ? undefined : fixture.rights)) continue;
    const given = lab.ground.credentials.find((one) => one.kind === kindName && one.name === fixture.name);
    const secret = lab.config.credentials[fixture.name] ?? given?.secret;
    if (secret === undefined) continue;
    const { owner, tenant, rights } = fixture;
    return keepFromAnswer(lab, {
      kind: kindName,
      secret,
      how: 'fixture',
      name: fixture.name,
      tenant,
      rights,
      ...(given === undefined ? {} : { id: given.id }),
      ...(owner === undefined ? {} : { user: owner }),
    });
  }
  return standing(lab, kindName, want, holds);
}

/** A person's sign-in pair: the password is the credential. */
export function person(lab: Lab, kindName: string, want: Want): Held {
  const user = chooseUser(lab, want);
  const template =
    [...lab.model.schemes.values()].find((scheme) => scheme.credential === kindName)?.template ??
    '{user.email}:{user.password}';
  const secret = template
    .replace('{user.email}', user.email)
    .replace('{user.id}', user.id)
    .replace('{user.password}', user.password);
  return keepFromAnswer(lab, {
    kind: kindName,
    secret,
    how: 'fixture',
    alias: `${kindName}:${user.id}`,
    user: user.id,
    tenant: user.tenant,
  });
}

function chooseUser(lab: Lab, want: Want): LabUser {
  const named = want.user === undefined ? undefined : lab.users.get(want.user);
  if (named !== undefined) return named;
  const found = [...lab.users.values()].find(
    (user) => want.tenant === undefined || user.roles.has(want.tenant),
  );
  if (found === undefined)
    throw nobody(lab.model, `no fixture user${want.tenant === undefined ? '' : ` in ${want.tenant}`}`);
  return found;
}

function issuersOf(lab: Lab, kindName: string): readonly Operation[] {
  const all = lab.model.operations.filter(
    (operation) => operation.verb === 'issue' && operation.object === kindName,
  );
  // Those that people use come first: they do not spend the kind that is being tested.
  return [...all].sort((a, b) => Number(b.console) - Number(a.console));
}

/** Issues by one operation. */
async function issueBy(lab: Lab, issuer: Operation, want: Want): Promise<Held> {
  const kind = issuer.object;
  const ownerPlace = issuer.request.find((place) => place.attribute === `${kind}.owner` && !place.readOnly);
  const owner = want.user ?? (ownerPlace === undefined ? undefined : someOwner(lab, kind, want.tenant));
  const actor = await actorsFor(lab, issuer, {
    tenant: want.tenant,
    user: ownerPlace === undefined ? want.user : undefined,
  });
  const name = want.name ?? lab.unique('probe');
  const values: Record<string, unknown> = { [`${kind}.name`]: name, ...want.values };
  if (confirmsCaller(issuer) && actor.user !== undefined) values['user.id'] ??= actor.user;
  if (owner !== undefined) values[`${kind}.owner`] = owner;
  const rights = want.rights ?? givable(lab, issuer, actor.user);
  if (rights.length > 0) values[`${kind}.rights`] = rights;
  const request = lab.build(issuer, { values });
  const send = () => lab.send({ step: 'issue', role: 'setup', request, present: actor.present });
  let sent = await send();
  if (sent.status === issuer.refusals.get('maximum')?.status && (await makeRoom(lab, kind)))
    sent = await send();
  if (!sent.ok)
    throw new Lacking(`${issuer.key} was refused with ${sent.status || sent.exchange.failure?.message}`);
  const tenant = want.tenant ?? actor.tenant;
  return keepFromAnswer(lab, {
    kind,
    how: 'issue',
    operation: issuer,
    answer: sent,
    name,
    rights,
    ...((owner ?? actor.user) === undefined ? {} : { user: owner ?? actor.user }),
    ...(tenant === undefined ? {} : { tenant }),
  });
}

/** Issues by the hook of the target file. */
async function issueHooked(
  lab: Lab,
  kind: string,
  want: Want,
  operation: Operation | undefined,
): Promise<Held> {
  const hasOwner = lab.model.credentials.get(kind)?.rights.includes('owner') === true;
  const user = want.user ?? (hasOwner ? someOwner(lab, kind, want.tenant) : undefined);
  const owner = user === undefined ? undefined : lab.users.get(user);
  const tenant = want.tenant ?? owner?.tenant ?? lab.model.fixtures.tenants[0];
  const name = want.name ?? lab.unique('probe');
  const rights = want.rights ?? defaultRights(lab, kind);
  const input = { kind, name, rights, user, email: owner?.email, tenant };
  return (await issueByHook(lab, { hook: 'issue', kind, operation, input, name, rights, user, tenant })).held;
}

/** Where the caller asks for no names: all that the kind knows, so that the credential can do most. */
function defaultRights(lab: Lab, kindName: string): readonly string[] {
  const kind = lab.model.credentials.get(kindName);
  return kind?.rights.includes('own') === true ? kind.names : [];
}

/** Of those, the names that a caller may give who gives only its own. */
function givable(lab: Lab, issuer: Operation, caller: string | undefined): readonly string[] {
  const names = defaultRights(lab, issuer.object);
  const user = caller === undefined ? undefined : lab.users.get(caller);
  if (issuer.within !== 'caller' || user === undefined) return names;
  const held = user.roles.get(user.tenant) ?? [];
  return names.filter((name) => held.includes(name));
}

function someOwner(lab: Lab, kindName: string, tenant: string | undefined): string {
  const needed =
    lab.model.operations
      .flatMap((operation) => operation.security)
      .flatMap((requirement) => [...requirement])
      .find(([scheme]) => lab.model.schemes.get(scheme)?.credential === kindName)?.[1] ?? [];
  const users = [...lab.users.values()].filter((user) => tenant === undefined || user.roles.has(tenant));
  const best =
    users.find((user) => needed.every((name) => [...user.roles.values()].flat().includes(name))) ?? users[0];
  if (best === undefined) throw nobody(lab.model, 'no fixture user to own the credential');
  return best.id;
}

/** Ends the oldest credential of a kind that the lab made, where a count limit is in the way. */
async function makeRoom(lab: Lab, kind: string): Promise<boolean> {
  const oldest = lab.obtained.find(
    (held) => held.kind === kind && held.by !== undefined && !lab.ended.has(held.alias),
  );
  if (oldest === undefined) return false;
  return (await revoke(lab, oldest, { role: 'clean-up', step: 'make-room' })).ok;
}
