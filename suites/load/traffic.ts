import autocannon from 'autocannon';
import { userAgent } from '../../spec/user-agent.ts';
import { Lacking } from '../lab/held.ts';
import type { Lab } from '../lab/lab.ts';
import { ClientWatch, type WatchPlan } from './client-watch.ts';
import type { LoadContext } from './probe.ts';
import { TrafficRecord } from './record.ts';
import type { TrafficRequest } from './request.ts';
import { refuseUntrusted } from './trusted-socket.ts';

export type { Answer } from './client-watch.ts';

/** A target that answers nothing at all would be knocked at for ever. */
const mostBrokenConnections = 200;

/** How often live figures are told and the run looks whether it was stopped. Milliseconds. */
const tickMs = 200;

export interface TrafficPlan extends WatchPlan {
  readonly connections: number;
  /** One of the requests: all go to its base URL, and are told refused by what its answers hold. */
  readonly like: TrafficRequest;
  /** So many requests in all, or until it is stopped. */
  readonly amount?: number;
  /** It ends by itself after so long. */
  readonly atMostSeconds: number;
  readonly rate?: number | undefined;
  /** More base URLs of the same ground, used in turn by connection. */
  readonly also?: readonly string[];
}

/** Parallel traffic that goes on while other things are done. */
export class Traffic {
  readonly record = new TrafficRecord();
  readonly #lab: Lab;
  readonly #instance: autocannon.Instance;
  readonly #clients: ClientWatch;
  readonly #ended: Promise<void>;
  readonly #waiting = new Set<() => void>();
  #isOver = false;
  #broke: unknown;
  #lostConnections = 0;

  constructor(lab: Lab, context: LoadContext, plan: TrafficPlan) {
    this.#lab = lab;
    const { base, accepted } = plan.like;
    if (base !== lab.ground.baseUrl && plan.also !== undefined && plan.also.length > 0)
      throw new Lacking('what is read is bound to another base URL, of which --also names no instances');
    const bases = [base, ...(plan.also ?? [])];
    const wanted = plan.connections;
    // What is done beside the traffic needs its share.
    const lent = lab.budget.lend();
    const rate = lowest(plan.rate, context.options.rate, lent);
    const room = plan.amount === undefined ? lab.budget.lendTotal() : undefined;
    if (plan.amount !== undefined) lab.budget.claim(plan.amount);
    const connections = Math.max(1, Math.min(wanted, plan.amount ?? wanted, rate ?? wanted, room ?? wanted));
    const clients = new ClientWatch(this, plan);
    this.#clients = clients;
    // Several URLs are known to autocannon, but not to its types.
    const several: object = { url: bases.map((base) => base.replace(/\/$/, '')) };
    const options: autocannon.Options = {
      url: base,
      ...several,
      connections,
      sampleInt: 50,
      duration: plan.atMostSeconds,
      bailout: mostBrokenConnections,
      timeout: Math.max(1, Math.ceil(lab.config.timeoutMs / 1000)),
      headers: { 'user-agent': userAgent },
      requests: [
        {
          setupRequest: clients.build,
          // It costs, so only where the body says more than the status.
          ...(accepted === undefined ? {} : { onResponse: clients.readBody }),
        },
      ],
      setupClient: (client) => {
        refuseUntrusted(client);
        clients.watch(client);
      },
      ...(plan.amount === undefined
        ? room === undefined
          ? {}
          : { maxOverallRequests: room }
        : { amount: plan.amount }),
      ...(rate === undefined ? {} : { overallRate: Math.max(1, Math.floor(rate)) }),
      ...(lab.config.ca === undefined ? {} : { tlsOptions: { ca: lab.config.ca } }),
    };
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#ended = promise;
    const ticks = setInterval(() => this.#tick(context), tickMs);
    this.#instance = autocannon(options, (error: unknown) => {
      clearInterval(ticks);
      this.#broke ??= error ?? undefined;
      this.record.end(this.#lostConnections);
      lab.budget.giveBack();
      const sent = this.record.requests + this.record.unanswered + clients.underWaySince(performance.now());
      if (room !== undefined) lab.budget.settleTotal(room, sent);
      else if (plan.amount === undefined) lab.budget.sent += sent;
      this.#isOver = true;
      this.wake();
      resolve();
    });
    this.#instance.on('reqError', () => {
      this.#lostConnections += 1;
    });
  }

  /** Answers, if it had any. */
  wake(): void {
    for (const look of this.#waiting) look();
  }

  /** How many requests that were sent before a moment have no answer yet. */
  underWaySince(ms: number): number {
    return this.#clients.underWaySince(ms);
  }

  /** Waits until something is so, or the traffic is over; tells which. @throws what broke it */
  async until(isSo: () => boolean): Promise<boolean> {
    await new Promise<void>((resolve) => {
      const look = () => {
        if (!this.#isOver && !isSo()) return;
        this.#waiting.delete(look);
        resolve();
      };
      this.#waiting.add(look);
      look();
    });
    if (this.#broke !== undefined) throw this.#broke;
    return isSo();
  }

  /** Ends it and waits until it has ended. @throws what broke it */
  async stop(): Promise<void> {
    this.#instance.stop();
    await this.done();
  }

  /** Waits until it has ended by itself. @throws what broke it */
  async done(): Promise<void> {
    await this.#ended;
    if (this.#broke !== undefined) throw this.#broke;
  }

  #tick({ onTick }: LoadContext): void {
    onTick?.(this.record.live());
    this.wake();
    try {
      this.#lab.budget.check();
    } catch (error) {
      this.#broke = error;
      this.#instance.stop();
      this.wake();
    }
  }
}

function lowest(...values: readonly (number | undefined)[]): number | undefined {
  const known = values.filter((value) => value !== undefined);
  return known.length === 0 ? undefined : Math.min(...known);
}
