import { basisOf, citationsOf, groundsOf } from '../../spec/facts.ts';
import type { Operation, Tier } from '../../spec/model.ts';
import { subjectOf as limitSubjectOf } from '../experiments/limit-subject.ts';
import { Lacking } from '../lab/held.ts';
import type { Lab } from '../lab/lab.ts';
import { declaredLack } from '../lab/means.ts';
import { tierLabel } from '../predict/tiers.ts';
import { isSuccess } from './answered.ts';
import { isCountedBeside, limitingTiers, smallestAt } from './flood-case.ts';
import { LimitTally, limitedStatus } from './limit-tally.ts';
import { type LoadContext, type LoadFinding, type LoadProbe, overInstances } from './probe.ts';
import { trafficRequest } from './request.ts';
import { Traffic } from './traffic.ts';

/** How much more than the limit is sent. */
const timesLimit = 5;
const besides = 100;

export const limiterExactUnderFlood: LoadProbe = {
  id: 'limiter-exact-under-flood',
  question:
    'Flooded with one fresh credential, does exactly the limit succeed, is all the rest 429 with no 5xx, and do the limit fields of all answers agree?',
  cites: ['RFC 6585 §4', 'OWASP API4:2023', 'draft-ietf-httpapi-ratelimit-headers'],
  thresholds: [
    'successes = the limit, all others 429',
    'of a window each remaining number is told to one success, and one reset to all',
    'requests without an answer make it untestable, and so does a flood that is slower than what comes back',
  ],
  cases: (model) => {
    const labels = limitingTiers(model).map(tierLabel);
    return labels.length > 0 ? labels : 'no operation has a limit per credential that a read can reach';
  },
  run: async (lab, context, about) => {
    const tier = limitingTiers(lab.model).find((one) => tierLabel(one) === about);
    if (tier === undefined) throw new Lacking(`no limit ${about}`);
    const isThere = (one: Operation) => declaredLack(lab.config.overlay, one) === undefined;
    const operation = smallestAt(lab.model, tier, isThere) ?? smallestAt(lab.model, tier);
    if (operation === undefined) throw new Lacking(`no read reaches ${about} before any other limit`);
    const frozen = lab.config.control !== undefined;
    const beganMs = performance.now();
    const first = await flood(lab, context, tier, operation);
    const grounds = basisOf(lab.model, groundsOf(lab.model, tier, 'limit', 'window'));
    const base = {
      frozen,
      isFresh: !lab.ground.shared || first.isFresh,
      isAlone: !lab.ground.shared || !isCountedBeside(lab.model, operation),
      isStated: grounds === 'stated',
    };
    const verdict = verdictOf({ ...base, ...first });
    // A window that ends in mid-flood is filled twice. It does not end again at once.
    const isDoubtful = verdict === 'fail' && first.tooMany && !frozen && first.others === 0;
    if (!isDoubtful) return { verdict, ...first.shown };
    if (!first.isFresh)
      return {
        verdict: 'warn',
        ...told(first, 'it stands ready, so this cannot be repeated with a fresh one'),
      };
    const again = await flood(lab, context, tier, operation);
    const seconds = (performance.now() - beganMs) / 1000;
    if (!again.tooMany)
      return {
        verdict: 'untestable',
        ...told(first, `${again.successes} when repeated: a window may have ended`),
      };
    const isCertain = seconds < tier.windowSeconds;
    return {
      verdict: isCertain ? verdictOf({ ...base, ...again }) : 'untestable',
      ...told(
        again,
        isCertain ? `${first.successes} in a flood before` : 'the floods took longer than the window',
      ),
    };
  },
};

interface Flood {
  readonly successes: number;
  readonly others: number;
  /** Of these: 5xx. */
  readonly broken: number;
  readonly unanswered: number;
  readonly tooMany: boolean;
  readonly tooFew: boolean;
  readonly rolledOver: boolean;
  /** Did as much come back meanwhile as the limit holds, or was it never reached? */
  readonly isBlunt: boolean;
  readonly wrong: boolean;
  /** Was the credential made for it? */
  readonly isFresh: boolean;
  readonly shown: Omit<LoadFinding, 'verdict'>;
}

async function flood(lab: Lab, context: LoadContext, tier: Tier, operation: Operation): Promise<Flood> {
  const amount = tier.limit * timesLimit + besides;
  if (!lab.budget.reaches(amount, tier.windowSeconds))
    throw new Lacking(
      `the ceiling of ${lab.budget.ceiling.perSecond} requests per second is too low to flood ${tierLabel(tier)}`,
    );
  const { request, present, held } = await limitSubjectOf(lab, tier, { operation, untouched: true });
  const isStated = basisOf(lab.model, citationsOf(tier, 'algorithm')) === 'stated';
  const tally = new LimitTally(tier, operation, {
    frozen: lab.config.control !== undefined,
    isStated,
    skewMs: 1000 * (lab.config.overlay?.tolerances?.clockSkewSeconds ?? 0),
  });
  const flooding = trafficRequest(lab, held?.alias ?? 'the credential', request, present);
  const limitedWith = limitedStatus(operation);
  const traffic = new Traffic(lab, context, {
    connections: context.options.connections,
    like: flooding,
    next: () => flooding,
    amount,
    atMostSeconds: Math.max(60, tier.windowSeconds),
    also: context.also,
    onAnswer: (answer) => tally.add(answer),
    seriesOf: (answer) =>
      answer.status === limitedWith ? 'limited' : isSuccess(answer) ? 'accepted' : 'others',
  });
  await traffic.done();
  const { record } = traffic;
  const { requests, unanswered } = record;
  const { successes, limited } = tally;
  const others = requests - successes - limited;
  for (const { answer, note } of tally.shown()) record.show(answer, note);
  const wrong = tally.wrongFields();
  const figures = record.figures();
  return {
    successes,
    others,
    broken: record.count((status) => status >= 500 && status !== limitedWith),
    unanswered,
    tooMany: successes > tier.limit + tally.trickle(figures.seconds),
    tooFew: successes < tier.limit,
    rolledOver: tally.rolledOver(),
    isBlunt: limited === 0 || (tally.trickle(figures.seconds) > 0 && figures.seconds >= tier.windowSeconds),
    wrong: wrong.length > 0,
    isFresh: held?.by !== undefined,
    shown: {
      expected: `${tier.limit} successes of ${requests}${overInstances(context)} (${tierLabel(tier)}), all others ${limitedWith}, fields that agree`,
      observed: `${successes} successes, ${limited} × ${limitedWith}, ${others} others, ${unanswered} without an answer; ${wrong.length === 0 ? tally.fieldsText() : wrong.join('; ')}`,
      evidence: record.evidence,
      figures,
    },
  };
}

function told({ shown }: Flood, more: string): Omit<LoadFinding, 'verdict'> {
  return { ...shown, observed: `${shown.observed}; ${more}` };
}

interface Seen extends Omit<Flood, 'shown' | 'isFresh'> {
  readonly frozen: boolean;
  /** Has nobody spent of the limit before? */
  readonly isFresh: boolean;
  /** Is there no other limit that others may have spent? */
  readonly isAlone: boolean;
  /** Does the document state the limit? */
  readonly isStated: boolean;
}

/** A limit that is assumed only warns. */
export function verdictOf(seen: Seen): LoadFinding['verdict'] {
  const failed = seen.isStated ? 'fail' : 'warn';
  // Whoever is let in at no time is not limited.
  if (seen.successes === 0 && seen.broken === 0) return 'untestable';
  if (seen.others > 0) return 'fail';
  // The window ended in mid-flood: two windows were filled.
  if (seen.rolledOver) return 'untestable';
  if (seen.tooMany || seen.wrong) return failed;
  // What got no answer may have been counted.
  if (seen.unanswered > 0) return 'untestable';
  if (!seen.tooFew) return seen.isBlunt ? 'untestable' : 'pass';
  return seen.isFresh && seen.isAlone ? failed : 'untestable';
}
