import type { Exchange, Fact, History, HistoryEvent, IssuedFact, Note } from '../../spec/history.ts';
import type { AuthModel, Operation } from '../../spec/model.ts';
import { isRefusedInBody } from '../lab/accepted.ts';

export interface ExchangeFilter {
  readonly experiment?: string | readonly string[];
  readonly step?: string | readonly string[];
  readonly case?: string;
  readonly role?: Exchange['role'] | readonly Exchange['role'][];
  readonly operation?: string;
}

type FactOf<K extends Fact['fact']> = Extract<Fact, { fact: K }>;

/** Model and history with the look-ups that rules need. Read-only. */
export class View {
  readonly model: AuthModel;
  readonly history: History;
  readonly exchangeList: readonly Exchange[];
  readonly factList: readonly Fact[];
  readonly #places: ReadonlyMap<number, string>;
  readonly #bySeq: ReadonlyMap<number, HistoryEvent>;
  readonly #operations: ReadonlyMap<string, Operation>;
  readonly #issued: ReadonlyMap<string, FactOf<'issued'>>;

  constructor(model: AuthModel, history: History) {
    this.model = model;
    this.history = history;
    this.#operations = new Map(model.operations.map((operation) => [operation.key, operation]));
    const events = history.events.map((event) => this.#read(event));
    const exchanges = events.filter((event) => event.kind === 'exchange');
    // What a hook did is evidence, not an answer of the API: only those who follow a `seq` see it.
    this.exchangeList = exchanges.filter(({ transport }) => transport !== 'hook');
    const counts = new Map<string, number>();
    this.#places = new Map(
      this.exchangeList.map(({ experiment, seq }) => {
        const count = (counts.get(experiment) ?? 0) + 1;
        counts.set(experiment, count);
        return [seq, `${experiment} ${count}`];
      }),
    );
    this.factList = history.events.filter((event) => event.kind === 'fact');
    this.#bySeq = new Map(events.map((event) => [event.seq, event]));
    this.#issued = new Map(
      this.facts('issued').map((fact) => [`${fact.experiment} ${fact.credential}`, fact]),
    );
  }

  #read(event: HistoryEvent): HistoryEvent {
    if (event.kind !== 'exchange' || event.operation === undefined) return event;
    const accepted = this.#operations.get(event.operation)?.accepted;
    return isRefusedInBody(accepted, event) ? { ...event, refusedInBody: true } : event;
  }

  exchanges(filter: ExchangeFilter = {}): readonly Exchange[] {
    return this.exchangeList.filter(
      (exchange) =>
        matches(exchange.experiment, filter.experiment) &&
        matches(exchange.step, filter.step) &&
        matches(exchange.role, filter.role) &&
        matches(exchange.case, filter.case) &&
        matches(exchange.operation ?? '', filter.operation),
    );
  }

  facts<K extends Fact['fact']>(kind: K, experiment?: string): readonly FactOf<K>[] {
    return this.factList.filter(
      (fact): fact is FactOf<K> =>
        fact.fact === kind && (experiment === undefined || fact.experiment === experiment),
    );
  }

  notes(kind: Note['note'], experiment?: string): readonly Note[] {
    return this.history.events.filter(
      (event): event is Note =>
        event.kind === 'note' &&
        event.note === kind &&
        (experiment === undefined || event.experiment === experiment),
    );
  }

  /** How far instants may be off on this target, beyond what a rule allows anyway. */
  get clockSkewSeconds(): number {
    return this.history.target.overlay?.tolerances?.clockSkewSeconds ?? 0;
  }

  /** The exchange with a `seq`, if it is one. */
  exchange(seq: number | undefined): Exchange | undefined {
    const event = seq === undefined ? undefined : this.#bySeq.get(seq);
    return event?.kind === 'exchange' ? event : undefined;
  }

  /** Names an exchange by its place within its experiment, which does not depend on what else ran. */
  placeOf(exchange: Exchange): string {
    return this.#places.get(exchange.seq) ?? exchange.experiment;
  }

  /** The exchange's positive control, if it names one. */
  controlOf(exchange: Exchange): Exchange | undefined {
    return this.exchange(exchange.control);
  }

  /** What reads back the state that the exchange could have changed. */
  readBacksOf(exchange: Exchange): readonly Exchange[] {
    return this.exchangeList.filter((other) => other.readBackOf === exchange.seq);
  }

  operation(exchange: Exchange): Operation | undefined {
    return exchange.operation === undefined ? undefined : this.#operations.get(exchange.operation);
  }

  /** How a presented credential came to be. Aliases are unique over the run, facts are per experiment. */
  issued(alias: string | undefined, experiment: string): IssuedFact | undefined {
    return alias === undefined ? undefined : this.#issued.get(`${experiment} ${alias}`);
  }
}

function matches(value: string, wanted: string | readonly string[] | undefined): boolean {
  return wanted === undefined || (typeof wanted === 'string' ? value === wanted : wanted.includes(value));
}
