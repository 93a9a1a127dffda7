import { randomBytes } from 'node:crypto';
import { type Call, refuse } from '../../call.ts';
import { admission, decide, type Pipeline } from '../../pipeline.ts';
import { pause } from '../../state/clock-timer.ts';
import { Limiter } from '../../state/limiter.ts';
import type { World } from '../../state/world.ts';
import { type Keeper, StoreAway } from '../keeper.ts';
import { allRows, putRows, type Row, rowAt } from '../rows.ts';
import { admit, claimsOf, givenBack } from './admit.ts';
import { mayWrite, startOver } from './may-write.ts';
import type { RedisStore } from './redis-store.ts';
import { type Confirmation, entryOf } from './replies.ts';
import { SharedLimiter } from './shared-limiter.ts';
import type { SpaceKeys } from './space-keys.ts';
import { Turns } from './turns.ts';

/** After so many vain attempts a call waits for the lock, and so gets its turn however much is written meanwhile. */
const patientAttempts = 3;
const mostAttempts = 2000;

/** The right to change the space: nobody else does, here or in another process, until it ends. */
interface Lease {
  end(): void;
}

/**
 * A copy of a space that other processes change too. No call is answered from it that Redis did not confirm as current;
 * none changes it without the lock. What a call changed is in Redis before it is answered.
 */
export class SharedWorld implements Keeper {
  readonly #store: RedisStore;
  readonly #world: World;
  readonly #keys: SpaceKeys;
  readonly #turns = new Turns();
  readonly #leases = new WeakMap<Call, Lease>();
  readonly #putOff = new WeakMap<Call, (() => void)[]>();
  /** Units that were taken for a decision that did not stand. */
  readonly #owed = new WeakMap<Call, readonly (readonly unknown[])[]>();
  /** Undefined while the copy is none: it is loaded before the next call. */
  #version: string | undefined;
  #uses = 0;
  #loading: Promise<boolean> | undefined;
  readonly #open: () => Promise<void>;

  constructor(store: RedisStore, world: World, open: () => Promise<void>) {
    this.#store = store;
    this.#world = world;
    this.#keys = store.keysOf(world.name);
    this.#open = open;
  }

  async decide(pipeline: Pipeline, call: Call): Promise<void> {
    for (let attempt = 0; attempt < mostAttempts; attempt++) {
      if (!(await this.#isThere())) {
        call.refusal = { ...refuse('unknown-path', 'the space is gone'), stage: 'path' };
        return;
      }
      const isLeased = this.#leases.has(call);
      if (!isLeased && this.#turns.isTaken && attempt < patientAttempts) await this.#turns.through();
      const seen = this.#version;
      startOver(call);
      this.#putOff.delete(call);
      await decide(pipeline, call, 0, admission);
      if (call.refusal?.stage === 'path') return;
      if (!isLeased && (attempt >= patientAttempts || this.#putOff.has(call) || mayWrite(call))) {
        this.#leases.set(call, await this.#lease());
        if (this.#version !== seen) continue;
      }
      if (this.#version !== seen || seen === undefined) continue;
      if (!this.#leases.has(call) && this.#turns.isTaken) continue;
      const answer = await this.#confirm(seen, this.#leases.has(call), claimsOf(call));
      if (answer.status !== 'ok') continue;
      admit(call, answer);
      // An empty tier comes before the credential, which was looked at in vain: nothing follows from that.
      if (call.refusal?.stage === 'flood') this.#putOff.delete(call);
      if (call.refusal?.stage === 'authenticate' && this.#wasUsedElsewhere(answer)) {
        this.#owe(call);
        continue;
      }
      this.#changePutOff(call);
      if (!call.refusal) await decide(pipeline, call, admission);
      this.#changePutOff(call);
      return;
    }
    throw new StoreAway('others change the space all the time');
  }

  later(call: Call, change: () => void): void {
    this.#putOff.set(call, [...(this.#putOff.get(call) ?? []), change]);
  }

  #changePutOff(call: Call): void {
    for (const change of this.#putOff.get(call) ?? []) if (this.#leases.has(call)) change();
    this.#putOff.delete(call);
  }

  /** A use keeps a credential from ending by idleness: it may not have been over, as it looked here. */
  #wasUsedElsewhere({ used }: Extract<Confirmation, { status: 'ok' }>): boolean {
    const { credentials } = this.#world;
    return used.some(([key]) => typeof credentials.byKey(key)?.kind.idle === 'object');
  }

  #owe(call: Call): void {
    for (const { counter, takenAt } of call.tickets) counter.giveBack(takenAt, call.now);
    this.#owed.set(call, [...(this.#owed.get(call) ?? []), ...givenBack(call)]);
  }

  keep(call: Call): void | Promise<void> {
    const lease = this.#leases.get(call);
    this.#leases.delete(call);
    const units = [...(this.#owed.get(call) ?? []), ...givenBack(call)];
    this.#owed.delete(call);
    const uses = this.#usesToTell();
    const due = this.#world.changes?.due() ?? [];
    const rows = lease || !this.#turns.isTaken ? due.map((key) => rowAt(this.#world, key)) : [];
    if (!lease && units.length + uses.length + rows.length === 0) return;
    return this.#commit(rows, { units, uses, isLeased: lease !== undefined }).finally(() => lease?.end());
  }

  /** Looks at a copy that is current. False if the space is gone. */
  async refresh(): Promise<boolean> {
    for (let attempt = 0; attempt < mostAttempts; attempt++) {
      if (!(await this.#isThere())) return false;
      await this.#turns.through();
      const seen = this.#version;
      if (seen === undefined) continue;
      const { status } = await this.#confirm(seen, false, []);
      if (status === 'ok' && !this.#turns.isTaken) return true;
    }
    throw new StoreAway('others change the space all the time');
  }

  /**
   * Changes the space apart from its calls, with the lock.
   * @throws StoreAway if the space is gone
   */
  async change<Result>(act: (world: World) => Result | Promise<Result>): Promise<Result> {
    const lease = await this.#lease();
    try {
      for (let attempt = 0; attempt < mostAttempts; attempt++) {
        if (!(await this.#isThere())) throw new StoreAway('the space is gone');
        const seen = this.#version;
        if (seen === undefined) continue;
        const { status } = await this.#confirm(seen, true, []);
        if (status === 'ok') return await this.#changed(act);
      }
      throw new StoreAway('others change the space all the time');
    } finally {
      lease.end();
    }
  }

  async #changed<Result>(act: (world: World) => Result | Promise<Result>): Promise<Result> {
    const world = this.#world;
    const { generation } = world;
    if (world.limiter instanceof SharedLimiter) world.limiter.fetched = await this.#counters();
    let result: Result;
    try {
      result = await act(world);
    } catch (error) {
      await this.#commit([], { isLeased: true });
      throw error;
    }
    const replaces = world.generation !== generation;
    const rows = replaces ? allRows(world) : (world.changes?.due() ?? []).map((key) => rowAt(world, key));
    await this.#commit(rows, { isLeased: true, replaces });
    return result;
  }

  async #counters(): Promise<Limiter> {
    const limiter = new Limiter();
    const { tiers } = this.#world.plan.model;
    for (const [key, text] of await this.#store.counters(this.#keys))
      limiter.restore(tiers, key, text.split(' ').slice(3).map(Number), this.#world.clock.now());
    return limiter;
  }

  /** One turn among the writers of this process; the lock of Redis comes with the confirmation. */
  async #lease(): Promise<Lease> {
    return { end: await this.#turns.take() };
  }

  async #confirm(
    seen: string,
    isLeased: boolean,
    claims: readonly (readonly unknown[])[],
  ): Promise<Confirmation> {
    const answer = await this.#store.confirm(this.#keys, seen, isLeased, this.#uses, claims);
    if (answer.status === 'busy') await pause(1 + Math.random() * 4);
    else if (answer.status === 'stale') this.#catchUp(seen, answer.entries);
    else if (answer.status === 'gone') this.#version = undefined;
    else if (answer.status === 'ok') this.#takeOver(answer);
    return answer;
  }

  #takeOver({ uses, used }: Extract<Confirmation, { status: 'ok' }>): void {
    if (uses <= this.#uses) return;
    this.#uses = uses;
    const { credentials, changes } = this.#world;
    for (const [key, at] of used) {
      const credential = credentials.byKey(key);
      if (credential) credentials.used(credential, at);
      changes?.settle([`use ${key}`]);
    }
  }

  /** Entries follow on the version that was seen, unless another answer has brought them already. */
  #catchUp(seen: string, entries: readonly string[]): void {
    if (this.#version !== seen) return;
    if (entries.length === 0) this.#version = undefined;
    for (const text of entries) {
      const { version, rows } = entryOf(text);
      putRows(this.#world, rows);
      this.#version = version;
    }
  }

  /** Loads the copy if it is none. False if there is no such space any more. */
  async #isThere(): Promise<boolean> {
    if (this.#version !== undefined) return true;
    this.#loading ??= this.#load().finally(() => {
      this.#loading = undefined;
    });
    return this.#loading;
  }

  async #load(): Promise<boolean> {
    await this.#open();
    const world = this.#world;
    let stored = await this.#store.load(this.#keys);
    if (stored === 'gone') {
      if (!(await this.#store.foundAgain(world))) return false;
      stored = await this.#store.load(this.#keys);
      if (stored === 'gone') throw new StoreAway('the space comes and goes');
    }
    world.clear();
    putRows(world, stored.rows);
    world.changes?.clear();
    this.#uses = stored.uses;
    this.#version = stored.version;
    return true;
  }

  #usesToTell(): readonly (readonly [key: string, atMs: number])[] {
    const { changes, credentials } = this.#world;
    const keys = changes?.lagging() ?? [];
    changes?.settle(keys);
    return keys.flatMap((key) => {
      if (!key.startsWith('use ')) return [];
      const credential = credentials.byKey(key.slice(4));
      if (credential?.usedAt === undefined || !this.#store.tellsUses(credential.kind)) return [];
      return [[key.slice(4), credential.usedAt] as const];
    });
  }

  async #commit(
    rows: readonly Row[],
    {
      units = [],
      uses = [],
      isLeased,
      replaces = false,
    }: {
      readonly units?: readonly (readonly unknown[])[];
      readonly uses?: readonly (readonly [string, number])[];
      readonly isLeased: boolean;
      readonly replaces?: boolean;
    },
  ): Promise<void> {
    const seen = this.#version ?? '';
    const next = `${Number.parseInt(seen, 10) + 1 || 1}.${randomBytes(6).toString('hex')}`;
    this.#world.changes?.settle(rows.map(({ key }) => key));
    try {
      const kept = await this.#store.keep(this.#keys, { seen, next, rows, units, uses, isLeased, replaces });
      if (kept !== 'ok') throw new StoreAway('somebody else changed the space meanwhile');
      if (rows.length > 0) this.#version = next;
    } catch (error) {
      // Nobody knows what Redis holds now: the copy is loaded anew before it is used again.
      if (rows.length > 0) this.#version = undefined;
      throw error;
    }
  }
}
