import type autocannon from 'autocannon';
import type { JsonSchema } from '../../spec/model.ts';
import { isRefusedInBody } from '../lab/accepted.ts';
import type { Answered } from './answered.ts';
import type { TrafficRecord } from './record.ts';
import type { TrafficRequest } from './request.ts';

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

/** What connections send, and who hears of the answers. */
export interface WatchPlan {
  /** What the next request is; asked at the moment in which it is sent. */
  readonly next: () => TrafficRequest;
  readonly onAnswer?: (answer: Answer) => void;
  /** The series of latencies that an answer belongs to; undefined: none. Default: its status. */
  readonly seriesOf?: (answer: Answer) => string | undefined;
}

/** Where answers are kept. */
interface Watched {
  readonly record: TrafficRecord;
  /** There is something new to look at. */
  wake(): void;
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
export class ClientWatch {
  readonly #traffic: Watched;
  readonly #plan: WatchPlan;
  readonly #underWay = new Set<Flight>();
  /** A client builds its first request before anybody can watch it. */
  #unclaimed: TrafficRequest | undefined;
  #building: Flight | undefined;
  /** Told before the client itself tells of the answer. */
  #body = '';

  constructor(traffic: Watched, plan: WatchPlan) {
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

  /** How many requests that were sent before a moment have no answer yet. */
  underWaySince(ms: number): number {
    return [...this.#underWay].filter(({ startedMs }) => startedMs < ms).length;
  }

  readonly readBody = (_status: number, body: string): void => {
    this.#body = body;
  };

  watch(client: autocannon.Client): void {
    const { record } = this.#traffic;
    let flight: Flight | undefined;
    let arriving: Arriving | undefined;
    let count = 0;
    let isClosing = false;
    // These events are told by the client, but not in its types.
    const events: NodeJS.EventEmitter = client;
    events.on('request', () => {
      // What follows on a connection that the server said it closes is not served, and sent again.
      if ((flight !== undefined || arriving !== undefined) && !isClosing) record.lose();
      arriving = undefined;
      isClosing = false;
      if (flight !== undefined) this.#underWay.delete(flight);
      flight = { startedMs: performance.now(), first: count === 0, request: this.#unclaimed };
      this.#underWay.add(flight);
      if (this.#unclaimed === undefined) this.#building = flight;
      this.#unclaimed = undefined;
      count += 1;
    });
    events.on('headers', ({ statusCode, headers }: { statusCode?: number; headers?: string[] }) => {
      // An interim answer is none (RFC 9110 §15.2).
      if (flight?.request === undefined || statusCode === undefined || statusCode < 200) return;
      const { startedMs, first, request } = flight;
      this.#underWay.delete(flight);
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
      if (flight !== undefined) this.#underWay.delete(flight);
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

const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE'] as const;

/** A read may be bound to another method on a target. */
function autocannonMethod(method: string): (typeof methods)[number] {
  return methods.find((one) => one === method) ?? 'GET';
}
