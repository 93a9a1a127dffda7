import { type Call, type Minted, type Outcome, type Refused, refuse } from '../call.ts';
import { given, givenAt, givenData, givenNames } from '../given.ts';
import type { KindPlan } from '../plan/kinds.ts';
import { parseDelta, parseInstant } from '../render/time-format.ts';
import { type CredentialDraft, draftCredential, mint } from '../secrets/mint.ts';
import type { Watch } from '../state/credentials.ts';
import type { User } from '../state/users.ts';
import { whenAll } from '../when-all.ts';

export interface Making {
  readonly owner: User | undefined;
  readonly tenant: string;
  readonly session: string | undefined;
  /** Last word before anything is stored, in the same step; a refusal discards what was made. */
  readonly commit?: () => Refused | undefined;
  /** Does the request choose name, rights and end of the first kind? Not so on a sign-in. */
  readonly fromRequest: boolean;
}

/** Makes a credential of every kind that the answer shows: first signed or drawn, then counted and stored at once. */
export function makeCredentials(
  call: Call,
  kinds: readonly string[],
  making: Making,
): Outcome | Refused | Promise<Outcome | Refused> {
  const [primary, ...others] = kinds.flatMap((name) => call.world.kind(name) ?? []);
  if (!primary) return refuse('invalid-request', 'there is nothing to issue');
  const drafts: CredentialDraft[] = [];
  for (const [index, plan] of [primary, ...others].entries()) {
    const draft = draftFor(call, plan, making, making.fromRequest && index === 0);
    if ('cause' in draft) return draft;
    drafts.push(draft);
  }
  const chosen = making.fromRequest ? given(call, `${primary.kind.name}.secret`) : undefined;
  const { generation } = call.world;
  const { credentials } = call.world;
  const watch = credentials.watch();
  const minted = drafts.map((draft, index) =>
    mint(call.world, draft, making.owner, index === 0 && typeof chosen === 'string' ? chosen : undefined),
  );
  const store = (made: readonly Minted[]): Outcome | Refused => {
    if (generation !== call.world.generation)
      return refuse('invalid-request', 'the space was reset meanwhile');
    return making.commit?.() ?? storeAll(call, made, making, watch);
  };
  const result = whenAll(minted, store);
  if (result instanceof Promise) return result.finally(() => credentials.unwatch(watch));
  credentials.unwatch(watch);
  return result;
}

function storeAll(call: Call, made: readonly Minted[], making: Making, watch: Watch): Outcome | Refused {
  const { credentials } = call.world;
  for (const { credential } of made) {
    const { kind } = credential;
    if (credentials.byDigest(kind.name, credential.digest))
      return refuse('duplicate', 'this value is in use');
    const count = Number.isFinite(kind.count.max) ? credentials.counted(kind, credential, call.now) : 0;
    if (count >= kind.count.max) return refuse('maximum', `${kind.count.max} of ${kind.name} exist`);
  }
  for (const { credential } of made) credentials.add(credential, call.now, watch);
  const [first] = made;
  return {
    minted: made,
    user: making.owner,
    subject: first && { type: 'credential', credential: first.credential },
  };
}

function draftFor(
  call: Call,
  plan: KindPlan,
  making: Making,
  fromRequest: boolean,
): CredentialDraft | Refused {
  const { kind } = plan;
  const rights = fromRequest ? rightsGiven(call, plan) : undefined;
  if (rights && 'cause' in rights) return rights;
  const name = fromRequest ? given(call, `${kind.name}.name`) : undefined;
  return draftCredential(call.world, plan, {
    tenant: making.tenant,
    owner: making.owner,
    session: making.session,
    name: typeof name === 'string' ? name : undefined,
    rights: rights ?? usualRights(call, plan, making, fromRequest),
    data: fromRequest ? givenData(call) : {},
    expiresAt: fromRequest ? chosenEnd(call, kind.name) : undefined,
    now: call.now,
  });
}

/**
 * Whoever names no scope asks for all that the owner has (RFC 6749 §3.3 leaves the default to the server), where the
 * document sets that limit no more than the caller holds: leaving the names out must not bypass it.
 */
function usualRights(
  call: Call,
  { kind }: KindPlan,
  { owner, tenant }: Making,
  fromRequest: boolean,
): readonly string[] {
  if (!kind.rights.includes('owner')) return [];
  const names = owner?.roles.get(tenant) ?? [];
  const known = kind.names.length === 0 ? names : names.filter((name) => kind.names.includes(name));
  return fromRequest && isLimited(call) ? known.filter((name) => call.names.includes(name)) : known;
}

function isLimited(call: Call): boolean {
  return call.operation?.operation.within === 'caller';
}

/** Names must be among those that the document knows, if it lists any, and the caller's own where it says so. */
export function rightsGiven(call: Call, { kind }: KindPlan): readonly string[] | undefined | Refused {
  const names = givenNames(call, `${kind.name}.rights`, kind.names);
  const unknown = kind.names.length > 0 && names?.some((name) => !kind.names.includes(name));
  if (unknown) return refuse('invalid-request', 'one of the names asked for does not exist');
  const isBeyond = isLimited(call) && names?.some((name) => !call.names.includes(name));
  return isBeyond ? refuse('no-right', 'the caller gives a name that it does not hold') : names;
}

/** The end that the client chose, as an instant; undefined if it chose none. */
export function chosenEnd(call: Call, kind: string): number | undefined {
  const at = givenAt(call, `${kind}.expiresAt`);
  if (at) return parseInstant(at.place.schema, at.value);
  const within = givenAt(call, `${kind}.expiresIn`);
  const delta = within && parseDelta(within.place.schema, within.value);
  return delta === undefined ? undefined : call.now + delta;
}
