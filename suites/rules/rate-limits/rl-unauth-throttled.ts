import type { Exchange } from '../../../spec/history.ts';
import type { Tier } from '../../../spec/model.ts';
import { finding, statusOf, statusText, succeeded, unanswered } from '../../judging/findings.ts';
import type { View } from '../../judging/view.ts';
import { hasDoorTiers, tierLabel, tiersOfRequest } from '../../predict/tiers.ts';
import type { Finding, Rule } from '../../rule.ts';
import { byTier, limitedStatus, tierGrounds, voicesOf } from './limit-facts.ts';

const experiment = 'unauthenticated-flood';

export const rlUnauthThrottled: Rule = {
  id: 'rl-unauth-throttled',
  title: 'Wrong keys are throttled by source, and cost the owner of the right one nothing',
  level: 'SHOULD',
  family: 'rate-limits',
  statements: [],
  sources: ['OWASP API2:2023', 'OWASP API4:2023'],
  experiments: [experiment],
  rationale:
    'A door that may be knocked at for ever is opened some day; and who counts wrong keys on the account of the right one lets strangers lock out its owner.',
  falsePositives:
    'Only where the document declares a limit that holds before authentication and can be reached with a hundred requests. The owner comes back when the window is over.',
  applies: hasDoorTiers,
  judge: (view) =>
    byTier(view, experiment, ['before', 'knock', 'knock-over', 'after']).flatMap(([tier, exchanges]) => [
      throttled(view, tier, exchanges),
      spared(view, tier, exchanges),
    ]),
};

function throttled(view: View, tier: Tier, exchanges: readonly Exchange[]): Finding {
  const before = exchanges.find(({ step }) => step === 'before');
  const over = exchanges.find(({ step }) => step === 'knock-over');
  const limited = limitedStatus(over === undefined ? undefined : view.operation(over));
  const knocks = exchanges.filter(({ step }) => step === 'knock');
  const early = knocks.findIndex((knock) => statusOf(knock) === limited);
  const odd = knocks.find((knock) => statusOf(knock) !== limited && !isRefusedAsWrong(view, knock));
  const base = {
    case: `${tierLabel(tier)}: wrong keys`,
    expected: `refused as wrong ${knocks.length} times, then limited`,
    observed:
      early >= 0
        ? `limited after ${early} wrong keys`
        : odd !== undefined
          ? `${statusText(odd)} to a wrong key`
          : `${statusText(over)} after ${knocks.length} wrong keys`,
    evidence: [before, odd ?? knocks.at(-1), over].flatMap((one) => (one === undefined ? [] : [one.seq])),
    grounds: tierGrounds(view, tier, 'limit', 'per', 'counts'),
  };
  const silence = succeeded(before)
    ? unanswered([...knocks, over], [limited])
    : `the good key was answered with ${statusText(before)}`;
  return silence === undefined
    ? finding(early < 0 && odd === undefined && statusOf(over) === limited, base)
    : { ...base, verdict: 'untestable', observed: silence };
}

/** By a usual status, or that of the document. */
function isRefusedAsWrong(view: View, knock: Exchange): boolean {
  const declared = view.operation(knock)?.refusals.get('bad-credential')?.status;
  return [400, 401, 403, declared].includes(statusOf(knock));
}

/** The key works when the window is over, and of its own longer limits only its own requests are gone. */
function spared(view: View, tier: Tier, exchanges: readonly Exchange[]): Finding {
  const before = exchanges.find(({ step }) => step === 'before');
  const after = exchanges.find(({ step }) => step === 'after');
  const base = {
    case: `${tierLabel(tier)}: the right key`,
    expected: 'accepted, with all but its own requests left',
    evidence: [before, after].flatMap((one) => (one === undefined ? [] : [one.seq])),
    grounds: tierGrounds(view, tier, 'per'),
  };
  if (before === undefined || after === undefined || !succeeded(before))
    return {
      ...base,
      verdict: 'untestable',
      observed: `the good key was answered with ${statusText(before)}`,
    };
  const silence = unanswered(after, [429]);
  if (silence !== undefined) return { ...base, verdict: 'untestable', observed: silence };
  const lost = lostOf(view, tier, before, after);
  return finding(succeeded(after) && lost === undefined, {
    ...base,
    observed: succeeded(after) ? (lost ?? 'so it was') : statusText(after),
  });
}

function lostOf(view: View, door: Tier, before: Exchange, after: Exchange): string | undefined {
  const operation = view.operation(after);
  if (operation === undefined) return undefined;
  const schemes = after.presented.map(({ scheme }) => scheme);
  const own = tiersOfRequest(view.model, operation, schemes).filter(
    ({ scheme, windowSeconds, counts, algorithm }) =>
      scheme !== undefined &&
      counts === 'all' &&
      algorithm !== 'token-bucket' &&
      windowSeconds > door.windowSeconds,
  );
  for (const tier of own) {
    const told = (exchange: Exchange) =>
      voicesOf(view, tier, exchange).find(
        (voice) => voice.told.name === tier.name || voice.told.limit === tier.limit,
      )?.told.remaining;
    const [first, last] = [told(before), told(after)];
    if (first !== undefined && last !== undefined && last < first - 1)
      return `${tierLabel(tier)}: ${first} left before, ${last} after`;
  }
  return undefined;
}
