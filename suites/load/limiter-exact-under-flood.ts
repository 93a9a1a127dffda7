import { subjectOf as limitSubjectOf } from '../experiments/limit-subject.ts';
import { Lacking } from '../lab/held.ts';
import { tierLabel } from '../predict/tiers.ts';
import { limitingTiers, smallestAt } from './flood-case.ts';
import { LimitTally } from './limit-tally.ts';
import type { LoadFinding, LoadProbe } from './probe.ts';
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
    'requests without an answer make it untestable',
  ],
  cases: (model) => {
    const labels = limitingTiers(model).map(tierLabel);
    return labels.length > 0 ? labels : 'no operation has a limit per credential that a read can reach';
  },
  run: async (lab, context, about) => {
    const tier = limitingTiers(lab.model).find((one) => tierLabel(one) === about);
    const operation = tier === undefined ? undefined : smallestAt(lab.model, tier);
    if (tier === undefined || operation === undefined) throw new Lacking(`no limit ${about}`);
    const amount = tier.limit * timesLimit + besides;
    if (!lab.budget.reaches(amount, tier.windowSeconds))
      throw new Lacking(
        `the ceiling of ${lab.budget.ceiling.perSecond} requests per second is too low to flood ${about}`,
      );
    const { request, present, held } = await limitSubjectOf(lab, tier, { operation, untouched: true });
    const tally = new LimitTally(tier, operation, { frozen: lab.config.control !== undefined });
    const flooding = trafficRequest(lab, held?.alias ?? 'the credential', request, present);
    const traffic = new Traffic(lab, context, {
      connections: context.options.connections,
      next: () => flooding,
      amount,
      atMostSeconds: Math.max(60, tier.windowSeconds),
      also: context.also,
      onAnswer: (answer) => tally.add(answer),
      seriesOf: ({ status }) => (status === 429 ? 'limited' : status < 300 ? 'accepted' : 'others'),
    });
    await traffic.done();
    const { record } = traffic;
    const { requests, unanswered } = record;
    const limited = record.count((status) => status === 429);
    const others = requests - tally.successes - limited;
    for (const { answer, note } of tally.shown()) record.show(answer, note);
    const wrong = tally.wrongFields();
    const instances = context.also.length === 0 ? '' : ` over ${context.also.length + 1} instances`;
    const shown = {
      expected: `${tier.limit} successes of ${requests}${instances} (${tierLabel(tier)}), all others 429, fields that agree`,
      observed: `${tally.successes} successes, ${limited} × 429, ${others} others, ${unanswered} without an answer; ${wrong.length === 0 ? tally.fieldsText() : wrong.join('; ')}`,
      evidence: record.evidence,
      figures: record.figures(),
    };
    const verdict = verdictOf({
      tooMany: tally.successes > tier.limit + tally.trickle(record.figures().seconds),
      tooFew: tally.successes < tier.limit,
      others,
      unanswered,
      rolledOver: tally.rolledOver(),
      wrong: wrong.length > 0,
    });
    return { verdict, ...shown };
  },
};

function verdictOf(seen: {
  readonly tooMany: boolean;
  readonly tooFew: boolean;
  readonly others: number;
  readonly unanswered: number;
  readonly rolledOver: boolean;
  readonly wrong: boolean;
}): LoadFinding['verdict'] {
  if (seen.others > 0) return 'fail';
  // The window ended in mid-flood: two windows were filled.
  if (seen.rolledOver) return 'untestable';
  if (seen.tooMany || seen.wrong) return 'fail';
  // What got no answer may have been counted.
  if (seen.unanswered > 0) return 'untestable';
  return seen.tooFew ? 'fail' : 'pass';
}
