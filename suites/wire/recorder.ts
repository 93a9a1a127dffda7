import { TargetError } from '../../spec/errors.ts';
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
import { Endurance } from './endurance.ts';
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

/**
 * What the answers of one run may fill, in characters as JSON spells them; escapes count more, since each is a place
 * where a secret may hide in many ways. Reports hold every answer at least once.
 */
const historyLimit = 64_000_000;
const escapeCost = 16;

/** Keeps everything that happened in one order, and gives it out sealed. */
export class Recorder {
  readonly #events: HistoryEvent[] = [];
  readonly #start = performance.now();
  readonly #startedAt = new Date().toISOString();
  readonly #taint: Taint;
  readonly #masks = new Map<string, Mask>();
  readonly #endurance = new Endurance();
  #filled = 0;
  #stopped: string | undefined;

  constructor(taint: Taint) {
    this.#taint = taint;
  }

  /** Milliseconds since the start, monotonic. */
  now(): number {
    return Math.round((performance.now() - this.#start) * 1000) / 1000;
  }

  /** Why nothing more is sent to this target; undefined as long as it is worth it. */
  get stopped(): string | undefined {
    return this.#stopped;
  }

  /** From now on nothing is sent any more; what happened so far stays. The first reason counts. */
  stop(reason: string): void {
    this.#stopped ??= `${reason}; the rest was not tried`;
  }

  /**
   * The `seq` of what comes next; taken before sending, so that parallel requests are ordered by their start.
   * @throws TargetError if the run has stopped
   */
  reserve(): number {
    if (this.#stopped !== undefined) throw new TargetError(this.#stopped);
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
    received: WireResult,
    times: {
      readonly startedMs: number;
      readonly transport: Exchange['transport'];
      readonly connection?: string;
    },
    limitMs = Number.POSITIVE_INFINITY,
  ): Exchange {
    const endedMs = this.now();
    const weary = this.#endurance.observe(received, endedMs - times.startedMs, limitMs);
    if (weary !== undefined) this.stop(weary);
    const result = this.#withinLimit(received);
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
      endedMs,
      transport: times.transport,
      ...(times.connection === undefined ? {} : { connection: times.connection }),
    };
    this.#events[seq] = exchange;
    return exchange;
  }

  /** An answer that does not fit any more is not kept, and not judged either: half of it would tell half the truth. */
  #withinLimit(result: WireResult): WireResult {
    if (result.response === undefined) return result;
    const { headers, trailers = [], body } = result.response;
    const cost = [...headers, ...trailers]
      .flat()
      .concat(body)
      .reduce((sum, text) => sum + costOf(text), 0);
    if (this.#filled + cost <= historyLimit) {
      this.#filled += cost;
      return result;
    }
    const message = `not kept: the answers of this target fill the ${historyLimit} characters that a history may hold`;
    this.stop(message.replace('not kept: ', ''));
    return { sent: result.sent, failure: { kind: 'too-large', message } };
  }

  /** Takes an answer out again that must not be shown. */
  withhold(seq: number, message: string): void {
    const event = this.#events[seq];
    if (event?.kind !== 'exchange') return;
    const { response: _, ...rest } = event;
    this.#events[seq] = { ...rest, failure: { kind: 'too-large', message } };
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
  seal(about: Pick<History, 'spec' | 'target' | 'cutShort' | 'stopped'>): History {
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
    if (event.kind === 'fact') {
      const fact: Fact = JSON.parse(this.#taint.clean(JSON.stringify(event)));
      return 'id' in fact && fact.id !== undefined
        ? { ...fact, id: this.#maskOf(event.experiment).known(fact.id) }
        : fact;
    }
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

function costOf(text: string): number {
  let escapes = 0;
  for (const start of ['%', '&', '\\'])
    for (let at = text.indexOf(start); at >= 0; at = text.indexOf(start, at + 1)) escapes += 1;
  return JSON.stringify(text).length + escapeCost * escapes;
}
