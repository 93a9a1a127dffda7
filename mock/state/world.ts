import type { FixtureCredential } from '../../spec/model.ts';
import type { Minted } from '../call.ts';
import type { Parts } from '../parts.ts';
import type { KindPlan } from '../plan/kinds.ts';
import type { MockPlan } from '../plan/plan.ts';
import { newId } from '../secrets/digest.ts';
import { draftCredential, mint } from '../secrets/mint.ts';
import type { Random } from '../secrets/random.ts';
import type { Keeper } from '../stores/keeper.ts';
import { Changes } from './changes.ts';
import { Clock } from './clock.ts';
import { aliasOf } from './credential.ts';
import { Credentials } from './credentials.ts';
import { Journal } from './journal.ts';
import { wholeOf } from './lean-credential.ts';
import { Limiter } from './limiter.ts';
import { Records } from './records.ts';
import { Tenants } from './tenants.ts';
import { Users } from './users.ts';

export interface WorldOptions {
  /** The clock stands still at this instant. */
  readonly startMs?: number | undefined;
  /** Note what changes, for a store. Without one nothing is noted. */
  readonly isKept?: boolean;
  /** Empty, to be filled with stored rows. Default: the fixtures. */
  readonly isEmpty?: boolean;
  readonly realNow?: () => number;
  readonly makeLimiter?: () => Limiter;
}

/** One space: a world of its own, with its state, clock, counters and journal. */
export class World {
  readonly name: string;
  readonly plan: MockPlan;
  readonly parts: Parts;
  readonly random: Random;
  readonly clock: Clock;
  readonly journal = new Journal(aliasOf);
  /** What a store has still to be told; undefined if the world lives in memory only. */
  readonly changes: Changes | undefined;
  /** Holds it in step with a store; undefined if there is none. */
  keeper: Keeper | undefined;
  tenants: Tenants;
  users: Users;
  credentials: Credentials;
  records: Records;
  limiter: Limiter;
  readonly #makeLimiter: () => Limiter;
  /** Fixture credentials keep their values over a reset, so that clients go on. */
  readonly #provisioned: Map<FixtureCredential, Minted> = new Map();
  /** Counts resets: what was begun before one must not write after it. */
  generation = 0;

  constructor(name: string, plan: MockPlan, parts: Parts, options: WorldOptions = {}) {
    this.name = name;
    this.plan = plan;
    this.parts = parts;
    this.random = plan.randomOf(`space ${name}`);
    this.changes = options.isKept ? new Changes() : undefined;
    this.clock = new Clock(options.realNow, () => this.changes?.touch('clock', ''));
    if (options.startMs !== undefined) {
      this.clock.freeze();
      this.clock.set(options.startMs);
    }
    this.tenants = new Tenants(this.changes);
    this.users = new Users(this.changes);
    this.credentials = new Credentials(plan.edge, this.changes);
    this.records = new Records(this.changes);
    this.#makeLimiter = options.makeLimiter ?? (() => new Limiter(this.changes));
    this.limiter = this.#makeLimiter();
    if (!options.isEmpty) this.#seed();
  }

  /** Back to the fixtures, with the clock at real time. */
  reset(): void {
    this.clock.reset();
    this.generation++;
    this.#seed();
  }

  /** Nothing is left of what there was, to be filled with stored rows. What is under way here must not write after it. */
  clear(): void {
    this.generation++;
    this.#provisioned.clear();
    this.tenants = new Tenants(this.changes);
    this.users = new Users(this.changes);
    this.records = new Records(this.changes);
    for (const collection of this.plan.model.fixtures.records.keys()) this.records.declare(collection);
    this.credentials = new Credentials(this.plan.edge, this.changes);
    this.limiter = this.#makeLimiter();
  }

  /** The next instant after `now` at which a credential changes its state or a window gives room; undefined if there is none. */
  nextInstant(now = this.clock.now()): number | undefined {
    const next = Math.min(this.credentials.nextChange(now), this.limiter.nextReset(now));
    return Number.isFinite(next) ? next : undefined;
  }

  kind(name: string): KindPlan | undefined {
    return this.plan.kinds.get(name);
  }

  /** The fixture credentials with their values; self-contained tokens are signed when first asked for. */
  async provisioned(): Promise<readonly { readonly fixture: FixtureCredential; readonly minted: Minted }[]> {
    const found = [];
    for (const fixture of this.plan.model.fixtures.credentials) {
      const minted = this.#provisioned.get(fixture) ?? (await this.#provision(fixture));
      if (minted) found.push({ fixture, minted });
    }
    return found;
  }

  /** Those that have a value already. */
  get provided(): ReadonlyMap<FixtureCredential, Minted> {
    return this.#provisioned;
  }

  provide(fixture: FixtureCredential, minted: Minted): void {
    this.#provisioned.set(fixture, minted);
    this.changes?.touch('fixture', String(this.plan.model.fixtures.credentials.indexOf(fixture)));
  }

  #seed(): void {
    const { fixtures } = this.plan.model;
    this.tenants = new Tenants(this.changes);
    for (const id of fixtures.tenants) this.tenants.add({ id, name: id, data: {} });
    this.users = Users.fromFixtures(fixtures, this.changes);
    this.records = Records.fromFixtures(fixtures, this.changes);
    this.credentials = new Credentials(this.plan.edge, this.changes);
    this.limiter = this.#makeLimiter();
    for (const fixture of fixtures.credentials) {
      const before = this.#provisioned.get(fixture);
      if (before) {
        const { credential } = before;
        const fresh = { ...wholeOf(credential), ...this.#freshState(fixture) };
        this.provide(fixture, { credential: fresh, secret: before.secret });
        this.credentials.add(fresh);
      } else if (!this.kind(fixture.kind)?.jwt) void this.#provision(fixture);
    }
  }

  #freshState(fixture: FixtureCredential) {
    const now = this.clock.now();
    const lifetime = this.kind(fixture.kind)?.kind.lifetime;
    const expiresAt = typeof lifetime === 'object' ? now + lifetime.afterSeconds * 1000 : undefined;
    return {
      expiresAt,
      name: fixture.name,
      rights: fixture.rights,
      issuedAt: now,
      startsAt: now,
      enabled: true,
      usedAt: undefined,
      timesUsed: 0,
      end: undefined,
    };
  }

  #provision(fixture: FixtureCredential): Minted | undefined | Promise<Minted> {
    const kind = this.kind(fixture.kind);
    if (!kind || kind.kind.isPassword || kind.kind.issuedBy === 'third-party') return undefined;
    const owner = fixture.owner === undefined ? undefined : this.users.get(fixture.owner);
    const now = this.clock.now();
    const draft = draftCredential(this, kind, {
      tenant: fixture.tenant,
      owner,
      session: newId('s', this.random),
      name: fixture.name,
      rights: fixture.rights,
      now,
      startsAt: now,
    });
    const keep = (minted: Minted): Minted => {
      this.provide(fixture, minted);
      this.credentials.add(minted.credential);
      return minted;
    };
    const minted = mint(this, draft, owner);
    return minted instanceof Promise ? minted.then(keep) : keep(minted);
  }
}
