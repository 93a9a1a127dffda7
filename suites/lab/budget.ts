import { isLoopback, type RequestCeiling, type TargetConfig } from '../target.ts';
import { Lacking } from './held.ts';

/** Requests per second on a target that is not this machine, where nothing else is said. */
export const defaultPerSecond = 10;

/** What load probes never go beyond there. */
const mostPerSecondAbroad = 100;

/** Of a total, what is kept at least for what is done beside traffic. */
const fewestBeside = 30;

/** How long clean-up may take after an interruption. Milliseconds. */
const cleanUpLimitMs = 30_000;

/** How often a wait looks whether the run was stopped. Milliseconds. */
const sliceMs = 100;

/** The run may send no more: a ceiling is reached, or somebody stopped it. */
export class CutShort extends Lacking {}

export interface BudgetParts {
  readonly ceiling?: RequestCeiling;
  /** Did somebody stop the run? Asked before each request and during waits. */
  readonly stopped?: () => boolean;
  /** Milliseconds, monotonic. */
  readonly now?: () => number;
  readonly sleep?: (ms: number) => Promise<void>;
}

/** The ceilings for a target: those of its target file; beyond this machine a rate is always limited. */
export function ceilingOf({ baseUrl, requests }: Pick<TargetConfig, 'baseUrl' | 'requests'>): RequestCeiling {
  return isLoopback(baseUrl) ? { ...requests } : { perSecond: defaultPerSecond, ...requests };
}

/** The same for load probes: more, but beyond this machine never without end. */
export function loadCeilingOf(config: Pick<TargetConfig, 'baseUrl' | 'requests'>): RequestCeiling {
  if (isLoopback(config.baseUrl)) return { ...config.requests };
  const perSecond = Math.min(config.requests?.perSecond ?? mostPerSecondAbroad, mostPerSecondAbroad);
  return { ...config.requests, perSecond };
}

/** What one run may send: paces all requests of all experiments, and refuses those beyond the ceiling. */
export class RequestBudget {
  readonly ceiling: RequestCeiling;
  sent = 0;
  /** Milliseconds that requests waited for their turn. */
  pacedMs = 0;
  /** Why the run was cut short, if it was. */
  cutShort: 'interrupted' | 'request-ceiling' | undefined;
  /** Requests that are kept back for clean-up. */
  reserved = 0;
  readonly #stopped: () => boolean;
  readonly #now: () => number;
  readonly #sleep: (ms: number) => Promise<void>;
  #next = Number.NEGATIVE_INFINITY;
  /** Requests per second of the ceiling that somebody else sends. */
  #lent = 0;
  /** Set during clean-up: when it must end. */
  #cleanUpEnd: number | undefined;

  constructor(parts: BudgetParts = {}) {
    this.ceiling = parts.ceiling ?? {};
    this.#stopped = parts.stopped ?? (() => false);
    this.#now = parts.now ?? (() => performance.now());
    this.#sleep = parts.sleep ?? ((ms) => new Promise((resolve) => setTimeout(resolve, ms)));
  }

  /**
   * Waits for the turn of one request.
   * @throws CutShort if none may be sent any more
   */
  async take(): Promise<void> {
    this.claim(1);
    const { perSecond } = this.ceiling;
    if (perSecond === undefined) return;
    const now = this.#now();
    const turn = Math.max(now, this.#next);
    this.#next = turn + 1000 / (perSecond - this.#lent);
    if (turn === now) return;
    this.pacedMs += turn - now;
    await this.pause(turn - now);
  }

  /**
   * Takes the room for several requests that are sent elsewhere, at a rate of their own.
   * @throws CutShort if there is no room for all
   */
  claim(amount: number): void {
    this.check();
    const { total } = this.ceiling;
    const kept = this.#cleanUpEnd === undefined ? this.reserved : 0;
    if (total !== undefined && this.sent + amount + kept > total) {
      this.cutShort ??= 'request-ceiling';
      throw new CutShort(
        `the ceiling of ${total} requests is reached${kept > 0 ? ` (${kept} are kept for clean-up)` : ''}: requests.total in the target file`,
      );
    }
    this.sent += amount;
  }

  /**
   * What of the rate traffic may have that is sent elsewhere; undefined if nothing limits it. One in ten, and one at
   * least, is kept for what is done meanwhile.
   */
  get lendable(): number | undefined {
    const { perSecond } = this.ceiling;
    return perSecond === undefined
      ? undefined
      : Math.max(0, Math.floor(perSecond - Math.max(1, perSecond / 10)));
  }

  /** Until it is given back. @throws Lacking if the ceiling leaves nothing to lend */
  lend(): number | undefined {
    const { lendable } = this;
    if (lendable !== undefined && lendable < 1)
      throw new Lacking(
        `a ceiling of ${this.ceiling.perSecond} requests per second leaves no room for traffic: requests.perSecond in the target file`,
      );
    this.#lent = lendable ?? 0;
    return lendable;
  }

  giveBack(): void {
    this.#lent = 0;
  }

  /**
   * Takes what of the total traffic may have that is sent elsewhere, until it is settled; undefined if nothing limits it.
   * A tenth is kept for what is done meanwhile.
   * @throws CutShort if nothing is left
   */
  lendTotal(): number | undefined {
    const { total } = this.ceiling;
    if (total === undefined) return undefined;
    const left = total - this.sent - this.reserved;
    const room = Math.max(1, Math.floor(left - Math.max(fewestBeside, left / 10)));
    this.claim(room);
    return room;
  }

  settleTotal(lent: number, used: number): void {
    this.sent -= Math.max(0, lent - used);
  }

  /** Lets real time pass. @throws CutShort if the run is stopped meanwhile */
  async pause(ms: number): Promise<void> {
    const end = this.#now() + ms;
    for (let left = ms; left > 0; left = end - this.#now()) {
      this.check();
      await this.#sleep(Math.min(left, sliceMs));
    }
    this.check();
  }

  /** @throws CutShort if the run was stopped, or clean-up after that has taken too long */
  check(): void {
    if (this.#cleanUpEnd !== undefined) {
      if (this.#now() <= this.#cleanUpEnd) return;
      throw new CutShort(`clean-up took more than ${cleanUpLimitMs / 1000} s`);
    }
    if (this.cutShort !== 'interrupted' && !this.#stopped()) return;
    this.cutShort = 'interrupted';
    throw new CutShort('the run was interrupted');
  }

  /** Lets clean-up send although the run was stopped, and from what is kept back; after a stop for a bounded time. */
  async cleaningUp(work: () => Promise<void>): Promise<void> {
    const isStopped = this.cutShort === 'interrupted' || this.#stopped();
    this.#cleanUpEnd = isStopped ? this.#now() + cleanUpLimitMs : Number.POSITIVE_INFINITY;
    try {
      await work();
    } finally {
      this.#cleanUpEnd = undefined;
    }
  }

  /** Can so many requests be sent within a time? */
  reaches(amount: number, withinSeconds: number): boolean {
    return this.ceiling.perSecond === undefined || amount <= this.ceiling.perSecond * withinSeconds;
  }
}
