import type { AuthModel, Tier } from '../../spec/model.ts';
import { usesOf } from '../lab/exercise.ts';
import { type Held, Lacking } from '../lab/held.ts';
import type { Lab } from '../lab/lab.ts';
import { declaredLack, meansInsteadOf } from '../lab/means.ts';
import { obtain, type Want } from '../lab/obtain.ts';
import { asDocumented } from '../lab/present.ts';
import { requestOf, type Use } from '../lab/use.ts';
import { credentialOperations } from '../predict/kinds.ts';
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
  const use = readWith(lab, held);
  const traffic = trafficRequest(lab, held.alias, requestOf(lab, held, use), [
    asDocumented(lab.model, held, use.scheme),
  ]);
  return { held, use, traffic, tiers: tiersOf(lab.model, use) };
}

/** A read that takes the credential by itself: where nothing limits, traffic says most. @throws Lacking if there is none */
export function readWith(lab: Lab, held: Held): Use {
  const uses = usesOf(lab, held).filter(({ operation }) => operation.method === 'GET' && !operation.console);
  const there = uses.filter(({ operation }) => declaredLack(lab.config.overlay, operation) === undefined);
  const use = (there.length > 0 ? there : uses).toSorted(
    (a, b) => tiersOf(lab.model, a).length - tiersOf(lab.model, b).length,
  )[0];
  if (use === undefined)
    throw new Lacking(`no read takes a ${held.kind} by itself with what ${held.alias} holds`);
  return use;
}

/**
 * Probes end what they made, never what somebody needs: on a target that others share, a credential that stands ready
 * is left alone.
 * @throws Lacking if it was not made here
 */
export function refuseStanding(lab: Lab, { kind, alias, by }: Held): void {
  if (!lab.ground.shared || by !== undefined) return;
  const issuers = credentialOperations(lab.model, 'issue', kind);
  throw new Lacking(
    `${alias} stands ready and was not made here, so it is not ended: nothing issues a ${kind} on this target`,
    'issue',
    ...issuers.flatMap(meansInsteadOf),
  );
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
