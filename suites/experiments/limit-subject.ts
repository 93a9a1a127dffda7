import type { Operation, Requirement, Tier } from '../../spec/model.ts';
import { actorByRequirement, suitableUser } from '../lab/actor.ts';
import type { BuiltRequest } from '../lab/build-request.ts';
import { type Held, Lacking } from '../lab/held.ts';
import type { Lab, Sent, Step } from '../lab/lab.ts';
import { loginRequest, someSigner } from '../lab/logins.ts';
import { obtain } from '../lab/obtain.ts';
import { asDocumented, type Presentation } from '../lab/present.ts';
import { tierLabel, tiersOfRequest } from '../predict/tiers.ts';

/** A request that a tier counts, from somebody of whom it has counted nothing yet. */
export interface LimitSubject {
  readonly tier: Tier;
  readonly request: BuiltRequest;
  readonly present: readonly Presentation[];
  /** The fresh credential, if the tier counts by one. */
  readonly held: Held | undefined;
  readonly tenant: string | undefined;
}

export interface SubjectWish {
  readonly tenant?: string | undefined;
  readonly operation?: Operation | undefined;
  /** Names of the fresh credential; default: all that its kind knows. */
  readonly rights?: readonly string[] | undefined;
  readonly user?: string | undefined;
  /** Nobody else can have spent anything of it: no need to wait for whole counters. */
  readonly untouched?: boolean;
}

/** Operations that a tier counts and that may be repeated: lists, other reads, creations and changes of records, sign-ins. */
export function countedOperations(lab: Pick<Lab, 'model'>, tier: Tier): readonly Operation[] {
  return lab.model.operations
    .filter((operation) => tiersOfRequest(lab.model, operation, schemesOf(operation)).includes(tier))
    .filter(
      (operation) =>
        operation.method === 'GET' ||
        isSignIn(operation) ||
        (operation.objectKind === 'record' && ['create', 'update'].includes(operation.verb)),
    )
    .filter((operation) => operation.key === tier.operation || !operation.console)
    .toSorted((a, b) => awkwardness(a) - awkwardness(b));
}

function schemesOf({ security }: Operation): readonly string[] {
  return security.flatMap((requirement) => [...requirement.keys()]);
}

function isSignIn({ verb, request }: Operation): boolean {
  return verb === 'login' && request.some(({ attribute }) => attribute === 'user.password');
}

const writing: Readonly<Partial<Record<Operation['verb'], number>>> = { create: 8, update: 12, login: 16 };

function awkwardness({ method, verb, objectKind, path }: Operation): number {
  const write = method === 'GET' ? 0 : (writing[verb] ?? 0);
  return write + Number(objectKind !== 'record') + Number(path.includes('{')) * 2;
}

/** @throws Lacking if no call can reach the tier */
export async function subjectOf(lab: Lab, tier: Tier, wish: SubjectWish = {}): Promise<LimitSubject> {
  if (wish.untouched !== true && !tier.per.every((subject) => subject === 'credential'))
    await lab.wait(longestWindow(lab), 'declared');
  let reason = new Lacking(`no operation that can be repeated falls under ${tierLabel(tier)}`);
  for (const operation of wish.operation === undefined ? countedOperations(lab, tier) : [wish.operation]) {
    const open = operation.security.length === 0 || operation.security.some(({ size }) => size === 0);
    if (open && tier.scheme === undefined) {
      const request = isSignIn(operation)
        ? loginRequest(lab, operation, someSigner(lab))
        : lab.build(operation);
      return { tier, request, present: [], held: undefined, tenant: undefined };
    }
    for (const requirement of operation.security.filter(
      (one) => tier.scheme === undefined || one.has(tier.scheme),
    )) {
      try {
        return await byRequirement(lab, tier, operation, requirement, wish);
      } catch (error) {
        if (!(error instanceof Lacking)) throw error;
        reason = error;
      }
    }
  }
  throw reason;
}

async function byRequirement(
  lab: Lab,
  tier: Tier,
  operation: Operation,
  requirement: Requirement,
  wish: SubjectWish,
): Promise<LimitSubject> {
  const [counted] = tier.scheme === undefined ? [...requirement.keys()] : [tier.scheme];
  const kind = lab.model.credentials.get(lab.model.schemes.get(counted ?? '')?.credential ?? '');
  if (counted === undefined || kind === undefined)
    throw new Lacking(`${tierLabel(tier)} counts no known credential`);
  const names = requirement.get(counted) ?? [];
  const user =
    wish.user ??
    (kind.rights.includes('owner')
      ? suitableUser(lab, operation, kind, names, { tenant: wish.tenant }).id
      : undefined);
  const ownNames = kind.rights.includes('owner') ? names : undefined;
  const held = await obtain(lab, kind.name, {
    tenant: wish.tenant,
    user,
    rights: kind.rights.includes('own') ? (wish.rights ?? ownNames) : undefined,
  });
  const others = new Map([...requirement].filter(([scheme]) => scheme !== counted));
  const beside =
    others.size === 0
      ? []
      : (await actorByRequirement(lab, operation, others, { tenant: held.tenant })).present;
  const place = {
    'record.tenant': held.tenant,
    'tenant.id': held.tenant,
    'record.group': held.user === undefined ? undefined : lab.users.get(held.user)?.groups[0],
  };
  const values = Object.fromEntries(Object.entries(place).filter(([, value]) => value !== undefined));
  return {
    tier,
    request: lab.build(operation, { values }),
    present: [...beside, asDocumented(lab.model, held, counted)],
    held,
    tenant: held.tenant,
  };
}

/** Seconds after which every counter that others may have spent is whole again. */
export function longestWindow(lab: Lab): number {
  return Math.max(0, ...lab.model.tiers.map(({ windowSeconds }) => windowSeconds));
}

/** Sends requests of one subject, keeping below every other tier that counts them by letting their windows pass. */
export class Spender {
  readonly #lab: Lab;
  readonly #subject: LimitSubject;
  readonly #others: readonly Tier[];
  #sinceWait = 0;
  #waited = 0;
  index = 0;

  constructor(lab: Lab, subject: LimitSubject) {
    this.#lab = lab;
    this.#subject = subject;
    const schemes = subject.present.map(({ presented }) => presented.scheme);
    this.#others = tiersOfRequest(lab.model, subject.request.operation, schemes).filter(
      (tier) => tier !== subject.tier && tier.counts !== 'failures',
    );
  }

  /**
   * What has the role `setup` is not numbered: the tier does not count it, others do.
   * @throws Lacking if the tier's own window would pass while waiting for others
   */
  async send(step: string, more: Partial<Step> = {}): Promise<Sent> {
    const full = this.#others.filter(({ limit }) => this.#sinceWait >= limit);
    if (full.length > 0) await this.#letPass(Math.max(...full.map(({ windowSeconds }) => windowSeconds)));
    const { tier, request, present } = this.#subject;
    if (more.role !== 'setup') this.index += 1;
    this.#sinceWait += 1;
    return this.#lab.send({
      step,
      role: 'probe',
      case: tierLabel(tier),
      request,
      present,
      unpaced: true,
      ...more,
      detail: { tier: tierLabel(tier), index: this.index, ...more.detail },
    });
  }

  /** Up to `count` requests; stops at the first that is refused. The last answer comes back. */
  async spend(count: number, step = 'spend'): Promise<Sent | undefined> {
    let last: Sent | undefined;
    for (let sent = 0; sent < count; sent += 1) {
      last = await this.send(step);
      if (!last.ok) return last;
    }
    return last;
  }

  async #letPass(seconds: number): Promise<void> {
    const { tier } = this.#subject;
    this.#waited += seconds;
    if (this.#waited >= tier.windowSeconds || tier.algorithm === 'token-bucket') {
      throw new Lacking(
        `${tierLabel(tier)} has room again before it is empty: tighter limits must be waited out`,
      );
    }
    await this.#lab.wait(seconds, 'declared');
    this.#sinceWait = 0;
  }
}
