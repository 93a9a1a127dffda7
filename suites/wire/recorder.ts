import type {
  Exchange,
  ExchangeRole,
  Fact,
  HeaderPair,
  History,
  HistoryEvent,
  Note,
  Presented,
} from '../../spec/history.ts';
import { Mask } from './mask.ts';
import type { WireResult } from './message.ts';
import type { Taint } from './taint.ts';

export interface ExchangeLabel {
  readonly experiment: string;
  readonly role: ExchangeRole;
  readonly step: string;
  readonly case: string;
  readonly control?: number;
  readonly readBackOf?: number;
  readonly operation?: string;
  readonly presented: readonly Presented[];
  readonly detail: Readonly<Record<string, string | number | boolean>>;
}

// Omit over a union keeps only common keys; this keeps each member.
type WithoutSeq<T> = T extends unknown ? Omit<T, 'seq' | 'kind'> : never;

/** Keeps everything that happened in one order, and gives it out sealed. */
export class Recorder {
  readonly #events: HistoryEvent[] = [];
  readonly #start = performance.now();
  readonly #startedAt = new Date().toISOString();
  readonly #taint: Taint;
  readonly #masks = new Map<string, Mask>();

  constructor(taint: Taint) {
    this.#taint = taint;
  }

  /** Milliseconds since the start, monotonic. */
  now(): number {
    return Math.round((performance.now() - this.#start) * 1000) / 1000;
  }

  /** The `seq` of what comes next; taken before sending, so that parallel requests are ordered by their start. */
  reserve(): number {
    this.#events.push({
      kind: 'note',
      seq: this.#events.length,
      experiment: '',
      note: 'figure',
      about: 'reserved',
      message: '',
    });
    return this.#events.length - 1;
  }

  exchange(
    seq: number,
    label: ExchangeLabel,
    sent: { readonly method: string; readonly url: string; readonly body?: string },
    result: WireResult,
    times: {
      readonly startedMs: number;
      readonly transport: Exchange['transport'];
      readonly connection?: string;
    },
  ): Exchange {
    const exchange: Exchange = {
      kind: 'exchange',
      seq,
      ...label,
      request: {
        method: sent.method,
        url: sent.url,
        headers: result.sent,
        ...(sent.body === undefined ? {} : { body: sent.body }),
      },
      ...(result.response === undefined ? {} : { response: result.response }),
      ...(result.failure === undefined ? {} : { failure: result.failure }),
      startedMs: times.startedMs,
      endedMs: this.now(),
      transport: times.transport,
      ...(times.connection === undefined ? {} : { connection: times.connection }),
    };
    this.#events[seq] = exchange;
    return exchange;
  }

  /** Puts a relabelled exchange in the place of the one with its `seq`. */
  replace(exchange: Exchange): void {
    this.#events[exchange.seq] = exchange;
  }

  fact(fact: WithoutSeq<Fact>): void {
    this.#events.push({ kind: 'fact', seq: this.#events.length, ...fact } as Fact);
  }

  note(note: WithoutSeq<Note>): void {
    this.#events.push({ kind: 'note', seq: this.#events.length, ...note });
  }

  /** Everything so far, every secret replaced by its alias, and what looks like an unlisted one masked. */
  seal(about: Pick<History, 'spec' | 'target'>): History {
    return {
      version: 1,
      ...about,
      startedAt: this.#startedAt,
      events: this.#events
        .filter((event) => !(event.kind === 'note' && event.about === 'reserved'))
        .map((event) => this.#sealEvent(event)),
    };
  }

  #sealEvent(event: HistoryEvent): HistoryEvent {
    if (event.kind === 'fact') return JSON.parse(this.#taint.clean(JSON.stringify(event)));
    if (event.kind === 'note') return { ...event, message: this.#taint.clean(event.message) };
    const { request, response, failure } = event;
    return {
      ...event,
      request: {
        ...request,
        url: this.#taint.clean(request.url),
        headers: this.#cleanPairs(request.headers),
        ...(request.body === undefined ? {} : { body: this.#taint.clean(request.body) }),
      },
      ...(response === undefined
        ? {}
        : {
            response: this.#maskOf(event.experiment).response({
              ...response,
              headers: this.#cleanPairs(response.headers),
              body: this.#taint.clean(response.body),
              ...(response.trailers === undefined ? {} : { trailers: this.#cleanPairs(response.trailers) }),
            }),
          }),
      ...(failure === undefined
        ? {}
        : { failure: { ...failure, message: this.#taint.clean(failure.message) } }),
    };
  }

  #maskOf(experiment: string): Mask {
    const mask = this.#masks.get(experiment) ?? new Mask(experiment);
    this.#masks.set(experiment, mask);
    return mask;
  }

  #cleanPairs(pairs: readonly HeaderPair[]): readonly HeaderPair[] {
    return this.#taint.cleanPairs(pairs);
  }
}
