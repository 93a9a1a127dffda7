import type { AuthModel, Tier } from '../../spec/model.ts';
import { usesOf } from '../lab/exercise.ts';
import { type Held, Lacking } from '../lab/held.ts';
import type { Lab } from '../lab/lab.ts';
import { obtain, type Want } from '../lab/obtain.ts';
import { asDocumented } from '../lab/present.ts';
import { requestOf, type Use } from '../lab/use.ts';
import { countingTiers, tierLabel, tiersOfRequest } from '../predict/tiers.ts';
import { type TrafficRequest, trafficRequest, withoutCredential } from './request.ts';

/** A credential with a read that it opens. */
export interface Subject {
  readonly held: Held;
  readonly use: Use;
  readonly traffic: TrafficRequest;
  /** The limits that count this read, tightest first. */
  readonly tiers: readonly Tier[];
}

/** A fresh credential of a kind, ready for traffic. @throws Lacking if none can be had or nothing reads with it */
export async function subjectOf(lab: Lab, kind: string, want: Want = {}): Promise<Subject> {
  return asSubject(lab, await obtain(lab, kind, want));
}

/** @throws Lacking if no read takes the credential by itself */
export function asSubject(lab: Lab, held: Held): Subject {
  const uses = usesOf(lab, held).filter(({ operation }) => operation.method === 'GET' && !operation.console);
  // Where nothing limits, traffic says most.
  const use = uses.toSorted((a, b) => tiersOf(lab.model, a).length - tiersOf(lab.model, b).length)[0];
  if (use === undefined)
    throw new Lacking(`no read takes a ${held.kind} by itself with what ${held.alias} holds`);
  const traffic = trafficRequest(lab, held.alias, requestOf(lab, held, use), [
    asDocumented(lab.model, held, use.scheme),
  ]);
  return { held, use, traffic, tiers: tiersOf(lab.model, use) };
}

function tiersOf(model: AuthModel, { operation, scheme }: Use): readonly Tier[] {
  const counted = new Set(tiersOfRequest(model, operation, [scheme]));
  return countingTiers(model)
    .filter((tier) => counted.has(tier))
    .toSorted((a, b) => a.limit - b.limit);
}

/**
 * How many requests with one fresh credential a phase of traffic may spend, of several: infinite where nothing limits.
 * @throws Lacking if the limits leave less than one
 */
export function rationOf({ tiers }: Subject, phases: number): number {
  const [tightest] = tiers;
  if (tightest === undefined) return Number.POSITIVE_INFINITY;
  const ration = Math.floor(tightest.limit / phases);
  if (ration < 1)
    throw new Lacking(`${tierLabel(tightest)} leaves no room for traffic: ${tightest.limit} requests`);
  return ration;
}

/**
 * Chooses what traffic sends: a request as long as its ration lasts, else the same read with no credential, which keeps
 * the load up and spends nothing.
 */
export class Rationed {
  readonly #filler: TrafficRequest;
  #current: TrafficRequest | undefined;
  #left = 0;
  #every = 1;
  #asked = 0;

  constructor(lab: Lab, subject: Subject) {
    this.#filler = trafficRequest(lab, withoutCredential, requestOf(lab, subject.held, subject.use), []);
  }

  /** `every`: a finite ration is spread, so that it lasts while something else is done. */
  serve(request: TrafficRequest, ration: number, every = 1): void {
    this.#current = request;
    this.#left = ration;
    this.#every = Number.isFinite(ration) ? every : 1;
  }

  readonly next = (): TrafficRequest => {
    this.#asked += 1;
    if (this.#current === undefined || this.#left <= 0 || this.#asked % this.#every !== 0)
      return this.#filler;
    this.#left -= 1;
    return this.#current;
  };
}

/** Was somebody refused for what they presented? A limit that is reached is no such refusal, nor is a broken server. */
export function isRefusal(status: number): boolean {
  return status >= 400 && status < 500 && status !== 429;
}

export function isSuccess(status: number): boolean {
  return status >= 200 && status < 300;
}

/** What fails whatever else was seen, or makes it inconclusive; undefined if nothing. */
export function troubleIn(broken: number, unanswered: number): string {
  const parts = [
    ...(broken === 0 ? [] : [`${broken} × 5xx`]),
    ...(unanswered === 0 ? [] : [`${unanswered} without an answer`]),
  ];
  return parts.length === 0 ? '' : `; ${parts.join(', ')}`;
}
