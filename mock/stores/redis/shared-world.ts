import { type Call, refuse } from '../../call.ts';
import { admission, decide, type Pipeline } from '../../pipeline.ts';
import { keyOf } from '../../state/credentials.ts';
import type { World } from '../../state/world.ts';
import { type Keeper, StoreAway } from '../keeper.ts';
import { allRows, rowAt } from '../rows.ts';
import { admit, foresee, givenBack, unitsOf } from './admit.ts';
import { type Asked, nothingAsked } from './asked.ts';
import type { Copy } from './copy.ts';
import { backToAdmission, isForeseeable, mayWrite, startOver } from './may-write.ts';
import { Rounds, type Told } from './rounds.ts';
import { SharedLimiter } from './shared-limiter.ts';
import { Turns } from './turns.ts';

/** After so many vain attempts a call waits for the lock, and so gets its turn however much is written meanwhile. */
const patientAttempts = 3;
const mostAttempts = 2000;

type Conclude = () => void | Promise<void>;

/** The right to change the space: nobody else does, here or in another process, until it ends. */
interface Lease {
  end(): void;
}

/** A decision that Redis has not confirmed yet. */
interface Draft {
  readonly call: Call;
  readonly pipeline: Pipeline;
  readonly conclude: Conclude;
  readonly asked: Asked;
  /** No credential and no limit of this instance speaks against it. */
  readonly isAdmitted: boolean;
  /** Decided to the end, from a copy as it was after so many edits; else as far as credentials and limits. */
  readonly foreseenAt: number | undefined;
}

/**
 * A copy of a space that other processes change too. No call is answered from it that Redis did not confirm as current;
 * none changes it without the lock. What a call changed is in Redis before it is answered.
 */
export class SharedWorld implements Keeper {
  readonly #copy: Copy;
  readonly #rounds: Rounds;
  readonly #turns = new Turns();
  readonly #leases = new WeakMap<Call, Lease>();
  readonly #putOff = new WeakMap<Call, (() => void)[]>();
  /** Units that were taken for a decision that did not stand. */
  readonly #owed = new WeakMap<Call, readonly (readonly unknown[])[]>();
  /** Uses that went to Redis with the confirmation. */
  readonly #toldUses = new WeakMap<Call, readonly string[]>();

  constructor(copy: Copy) {
    this.#copy = copy;
    this.#rounds = new Rounds(copy);
  }

  async decide(pipeline: Pipeline, call: Call, conclude: Conclude): Promise<void> {
    const foresees = isForeseeable(pipeline);
    for (let attempt = 0; attempt < mostAttempts; attempt++) {
      if (this.#copy.version === undefined && !(await this.#copy.isThere())) {
        call.refusal = { ...refuse('unknown-path', 'the space is gone'), stage: 'path' };
        return conclude();
      }
      const isPatient = attempt >= patientAttempts;
      if (this.#turns.isTaken && !this.#leases.has(call) && !isPatient) await this.#turns.through();
      const seen = this.#copy.version;
      if (attempt > 0) startOver(call);
      call.now = call.world.clock.now();
      this.#putOff.delete(call);
      const admitting = decide(pipeline, call, 0, admission);
      if (admitting) await admitting;
      if (call.refusal?.stage === 'path') return conclude();
      if (!this.#leases.has(call) && (isPatient || this.#putOff.has(call) || mayWrite(call)))
        this.#leases.set(call, { end: await this.#turns.take() });
      const isLeased = this.#leases.has(call);
      const isAdmitted = call.refusal === undefined;
      const isForeseen = foresees && !isLeased;
      const foreseeing = isForeseen && isAdmitted ? decide(pipeline, call, admission) : undefined;
      if (foreseeing) await foreseeing;
      if (this.#copy.version !== seen || seen === undefined) continue;
      if (this.#turns.isTaken && !isLeased) continue;
      if (isForeseen) foresee(call);
      const asked = this.#asked(call, isForeseen);
      const foreseenAt = isForeseen ? this.#copy.edits : undefined;
      const draft = { call, pipeline, conclude, asked, isAdmitted, foreseenAt };
      const isDone = isLeased
        ? await this.#goOn(draft, await this.#rounds.askAlone(seen, asked))
        : await this.#rounds.ask(seen, asked, (told) => this.#goOn(draft, told));
      if (isDone) return;
    }
    throw new StoreAway('others change the space all the time');
  }

  #asked(call: Call, isForeseen: boolean): Asked {
    const { credentials } = this.#copy.world;
    const uses: string[] = [];
    let until = Number.POSITIVE_INFINITY;
    for (const { credential } of call.verified) {
      until = Math.min(until, credentials.worksUntil(credential));
      if (isForeseen && !call.refusal && this.#copy.tellsUseOf(credential)) uses.push(keyOf(credential));
    }
    // A server with a flaw may take what has ended already: it is not asked about that again and again.
    return { units: unitsOf(call), uses, until: until > call.now ? until : Number.POSITIVE_INFINITY };
  }

  /** What follows from the answer. False if the call is to be decided anew. Waits for nothing before a call is concluded that was foreseen. */
  async #goOn(draft: Draft, { answer, got }: Told): Promise<boolean> {
    const { call, pipeline, conclude, asked, isAdmitted, foreseenAt } = draft;
    if (answer.status !== 'ok' || got === undefined) return false;
    if (asked.uses.length > 0 && got.empty === undefined) this.#toldUses.set(call, asked.uses);
    admit(call, answer.nowMs, got);
    // An empty tier comes before the credential, which was looked at in vain: nothing follows from that.
    if (call.refusal?.stage === 'flood') this.#putOff.delete(call);
    if (call.refusal?.stage === 'authenticate' && this.#wasUsedElsewhere(answer.used)) {
      this.#owe(call);
      return false;
    }
    this.#changePutOff(call);
    const isDecided = !isAdmitted || got.empty !== undefined || foreseenAt === this.#copy.edits;
    if (!isDecided) {
      if (foreseenAt !== undefined) backToAdmission(call);
      if (this.#leases.has(call)) this.#copy.edits++;
      await decide(pipeline, call, admission);
      this.#changePutOff(call);
    }
    await conclude();
    return true;
  }

  later(call: Call, change: () => void): void {
    this.#putOff.set(call, [...(this.#putOff.get(call) ?? []), change]);
  }

  #changePutOff(call: Call): void {
    const changes = this.#putOff.get(call);
    if (!changes) return;
    this.#putOff.delete(call);
    if (!this.#leases.has(call)) return;
    this.#copy.edits++;
    for (const change of changes) change();
  }

  /** A use keeps a credential from ending by idleness: it may not have been over, as it looked here. */
  #wasUsedElsewhere(used: readonly (readonly [key: string, atMs: number])[]): boolean {
    const { credentials } = this.#copy.world;
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
    const uses = this.#copy.usesToTell(this.#toldUses.get(call));
    const { world } = this.#copy;
    const due = world.changes?.due() ?? [];
    const rows = lease || !this.#turns.isTaken ? due.map((key) => rowAt(world, key)) : [];
    if (!lease && units.length + uses.length + rows.length === 0) return;
    const kept = this.#copy.commit(rows, { units, uses, isLeased: lease !== undefined });
    return kept.finally(() => lease?.end());
  }

  /** Looks at a copy that is current. False if the space is gone. */
  async refresh(): Promise<boolean> {
    for (let attempt = 0; attempt < mostAttempts; attempt++) {
      if (!(await this.#copy.isThere())) return false;
      await this.#turns.through();
      const seen = this.#copy.version;
      if (seen === undefined) continue;
      const status = await this.#rounds.ask(seen, nothingAsked, ({ answer }) => answer.status);
      if (status === 'ok' && !this.#turns.isTaken) return true;
    }
    throw new StoreAway('others change the space all the time');
  }

  /**
   * Changes the space apart from its calls, with the lock.
   * @throws StoreAway if the space is gone
   */
  async change<Result>(act: (world: World) => Result | Promise<Result>): Promise<Result> {
    const end = await this.#turns.take();
    try {
      for (let attempt = 0; attempt < mostAttempts; attempt++) {
        if (!(await this.#copy.isThere())) throw new StoreAway('the space is gone');
        const seen = this.#copy.version;
        if (seen === undefined) continue;
        const { answer } = await this.#rounds.askAlone(seen, nothingAsked);
        if (answer.status === 'ok') return await this.#changed(act);
      }
      throw new StoreAway('others change the space all the time');
    } finally {
      end();
    }
  }

  async #changed<Result>(act: (world: World) => Result | Promise<Result>): Promise<Result> {
    const { world } = this.#copy;
    const { generation } = world;
    if (world.limiter instanceof SharedLimiter) world.limiter.fetched = await this.#copy.counters();
    this.#copy.edits++;
    let result: Result;
    try {
      result = await act(world);
    } catch (error) {
      await this.#copy.commit([], { isLeased: true });
      throw error;
    }
    const replaces = world.generation !== generation;
    const rows = replaces ? allRows(world) : (world.changes?.due() ?? []).map((key) => rowAt(world, key));
    await this.#copy.commit(rows, { isLeased: true, replaces });
    return result;
  }
}
