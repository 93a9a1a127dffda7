import autocannon from 'autocannon';
import type { JsonSchema } from '../../spec/model.ts';
import { userAgent } from '../../spec/user-agent.ts';
import { isRefusedInBody } from '../lab/accepted.ts';
import { Lacking } from '../lab/held.ts';
import type { Lab } from '../lab/lab.ts';
import type { Answered } from './answered.ts';
import type { LoadContext } from './probe.ts';
import { TrafficRecord } from './record.ts';
import type { TrafficRequest } from './request.ts';
import { refuseUntrusted } from './trusted-socket.ts';

/** A target that answers nothing at all would be knocked at for ever. */
const mostBrokenConnections = 200;

/** How often live figures are told and the run looks whether it was stopped. Milliseconds. */
const tickMs = 200;

/** One answer under load. Times in milliseconds of `performance.now()`. */
export interface Answer extends Answered {
  readonly request: TrafficRequest;
  /** Before it was written to the connection. */
  readonly startedMs: number;
  /** When its head had come. */
  readonly endedMs: number;
  /** Names and values in turn, as they came. */
  readonly rawHeaders: readonly string[];
  /** Was it the first on its connection? Then the time holds the making of the connection, too. */
  readonly first: boolean;
}

export interface TrafficPlan {
  readonly connections: number;
  /** One of the requests: all go to its base URL, and are told refused by what its answers hold. */
  readonly like: TrafficRequest;
  /** What the next request is; asked at the moment in which it is sent. */
  readonly next: () => TrafficRequest;
  /** So many requests in all, or until it is stopped. */
  readonly amount?: number;
  /** It ends by itself after so long. */
  readonly atMostSeconds: number;
  readonly rate?: number | undefined;
  /** More base URLs of the same ground, used in turn by connection. */
  readonly also?: readonly string[];
  readonly onAnswer?: (answer: Answer) => void;
  /** The series of latencies that an answer belongs to; undefined: none. Default: its status. */
  readonly seriesOf?: (answer: Answer) => string | undefined;
}

/** Parallel traffic that goes on while other things are done. */
export class Traffic {
  readonly record = new TrafficRecord();
  readonly #lab: Lab;
  readonly #instance: autocannon.Instance;
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
    const { total } = lab.budget.ceiling;
    const room = total === undefined ? undefined : Math.max(1, total - lab.budget.sent - lab.budget.reserved);
    if (plan.amount !== undefined) lab.budget.claim(plan.amount);
    const connections = Math.max(1, Math.min(wanted, plan.amount ?? wanted, rate ?? wanted, room ?? wanted));
    const clients = new ClientWatch(this, plan);
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
      if (plan.amount === undefined) lab.budget.sent += this.record.requests;
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

interface Flight {
  readonly startedMs: number;
  readonly first: boolean;
  request: TrafficRequest | undefined;
}

/** An answer whose head has come, and whose body must be read. */
interface Arriving {
  readonly answer: Answer;
  readonly accepted: JsonSchema;
}

/** Follows each connection: which request is under way, since when, and what came of it. */
class ClientWatch {
  readonly #traffic: Traffic;
  readonly #plan: TrafficPlan;
  /** A client builds its first request before anybody can watch it. */
  #unclaimed: TrafficRequest | undefined;
  #building: Flight | undefined;
  /** Told before the client itself tells of the answer. */
  #body = '';

  constructor(traffic: Traffic, plan: TrafficPlan) {
    this.#traffic = traffic;
    this.#plan = plan;
  }

  readonly build = (template: autocannon.Request): autocannon.Request => {
    const request = this.#plan.next();
    if (this.#building === undefined) this.#unclaimed = request;
    else this.#building.request = request;
    this.#building = undefined;
    const base = template.path === undefined || template.path === '/' ? '' : template.path;
    return {
      ...template,
      method: autocannonMethod(request.method),
      path: base + request.path,
      headers: { ...template.headers, ...request.headers },
    };
  };

  readonly readBody = (_status: number, body: string): void => {
    this.#body = body;
  };

  watch(client: autocannon.Client): void {
    const { record } = this.#traffic;
    let flight: Flight | undefined;
    let arriving: Arriving | undefined;
    let count = 0;
    let isClosing = false;
    // Both events are told by the client, but not in its types.
    const events: NodeJS.EventEmitter = client;
    events.on('request', () => {
      // What follows on a connection that the server said it closes is not served, and sent again.
      if ((flight !== undefined || arriving !== undefined) && !isClosing) record.lose();
      arriving = undefined;
      isClosing = false;
      flight = { startedMs: performance.now(), first: count === 0, request: this.#unclaimed };
      if (this.#unclaimed === undefined) this.#building = flight;
      this.#unclaimed = undefined;
      count += 1;
    });
    events.on('headers', ({ statusCode, headers }: { statusCode?: number; headers?: string[] }) => {
      // An interim answer is none (RFC 9110 §15.2).
      if (flight?.request === undefined || statusCode === undefined || statusCode < 200) return;
      const { startedMs, first, request } = flight;
      flight = undefined;
      isClosing = saysClose(headers ?? []);
      const answer: Answer = {
        request,
        startedMs,
        endedMs: performance.now(),
        status: statusCode,
        rawHeaders: headers ?? [],
        first,
      };
      const { accepted } = request;
      if (accepted === undefined) this.#keep(answer);
      else arriving = { answer, accepted };
    });
    events.on('response', () => {
      if (arriving === undefined) return;
      const { answer, accepted } = arriving;
      arriving = undefined;
      const response = { status: answer.status, body: this.#body };
      const refusedInBody = isRefusedInBody(accepted, { request: answer.request, response });
      this.#keep({ ...answer, refusedInBody });
    });
    events.on('connError', () => {
      if (flight !== undefined || arriving !== undefined) record.lose();
      flight = undefined;
      arriving = undefined;
    });
  }

  #keep(answer: Answer): void {
    const { seriesOf = ({ status }: Answer) => String(status) } = this.#plan;
    this.#traffic.record.add(answer, seriesOf(answer));
    this.#plan.onAnswer?.(answer);
    this.#traffic.wake();
  }
}

function saysClose(rawHeaders: readonly string[]): boolean {
  const at = rawHeaders.findIndex((name, index) => index % 2 === 0 && name.toLowerCase() === 'connection');
  return at !== -1 && rawHeaders[at + 1]?.toLowerCase().includes('close') === true;
}

function lowest(...values: readonly (number | undefined)[]): number | undefined {
  const known = values.filter((value) => value !== undefined);
  return known.length === 0 ? undefined : Math.min(...known);
}

const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE'] as const;

/** A read may be bound to another method on a target. */
function autocannonMethod(method: string): (typeof methods)[number] {
  return methods.find((one) => one === method) ?? 'GET';
}
