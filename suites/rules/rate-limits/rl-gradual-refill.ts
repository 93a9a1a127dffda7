import type { Exchange } from '../../../spec/history.ts';
import type { Tier } from '../../../spec/model.ts';
import { finding, statusText, succeeded, unanswered } from '../../judging/findings.ts';
import { hasGradualTiers } from '../../predict/gradual-tiers.ts';
import { tierLabel } from '../../predict/tiers.ts';
import type { Finding, Rule } from '../../rule.ts';
import { byTier, limitedStatus, tierGrounds } from './limit-facts.ts';

export const rlGradualRefill: Rule = {
  id: 'rl-gradual-refill',
  title: 'A sliding window or a bucket gives back what is due by now, and no more',
  level: 'MUST',
  family: 'rate-limits',
  statements: [],
  general: ['rl-window-refill'],
  sources: ['OWASP API4:2023'],
  experiments: ['limit-gradual'],
  rationale:
    'The whole budget at once lets a burst of twice the limit through; nothing before the end of the window locks out who did nothing wrong.',
  falsePositives:
    'Only what is certain counts: times are those of Date, which drops parts of a second, so that each is taken as early and as late as it can have been.',
  applies: hasGradualTiers,
  judge: (view) =>
    byTier(view, 'limit-gradual', ['spend', 'over', 'returned', 'returned-over']).map(
      ([tier, exchanges]): Finding => {
        const wrong = exchanges.find((exchange, index) => !isDue(tier, exchanges.slice(0, index), exchange));
        const last = exchanges.at(-1);
        const base = {
          case: tierLabel(tier),
          expected: `${tier.limit} in ${tier.windowSeconds} s at any time`,
          observed: wrong === undefined ? 'so it was' : `${statusText(wrong)} in step ${wrong.step}`,
          evidence: [wrong ?? last].flatMap((one) => (one === undefined ? [] : [one.seq])),
          grounds: tierGrounds(view, tier, 'limit', 'window', 'algorithm'),
        };
        const operation = last === undefined ? undefined : view.operation(last);
        const silence = unanswered(exchanges, [429, limitedStatus(operation)]);
        if (silence !== undefined) return { ...base, verdict: 'untestable', observed: silence };
        if (wrong === undefined && last?.step !== 'returned-over')
          return { ...base, verdict: 'untestable', observed: 'the last request was not sent' };
        return finding(wrong === undefined, base);
      },
    ),
};

/** Could a sound server have answered so? */
function isDue(tier: Tier, before: readonly Exchange[], exchange: Exchange): boolean {
  const passed = before.filter(succeeded);
  const { least, most } =
    tier.algorithm === 'sliding-window' ? inWindow(tier, passed, exchange) : inBucket(tier, passed, exchange);
  return succeeded(exchange) ? most >= 1 : least < 1;
}

const dateOf = ({ response }: Exchange): number => response?.dateMs ?? Number.NaN;
const uncertainMs = 1000;

/** Room in a sliding window: at least, and at most. */
function inWindow({ limit, windowSeconds }: Tier, passed: readonly Exchange[], now: Exchange) {
  const ages = passed.map((exchange) => dateOf(now) - dateOf(exchange) - windowSeconds * 1000);
  return {
    least: limit - ages.filter((age) => age < uncertainMs).length,
    most: limit - ages.filter((age) => age < -uncertainMs).length,
  };
}

/** Units in a bucket that was full before the first request. */
function inBucket({ limit, windowSeconds }: Tier, passed: readonly Exchange[], now: Exchange) {
  const [first] = passed;
  const elapsedMs = first === undefined ? 0 : dateOf(now) - dateOf(first);
  const units = (ms: number) => limit - passed.length + (Math.max(0, ms) * limit) / (windowSeconds * 1000);
  return { least: units(elapsedMs - uncertainMs), most: units(elapsedMs + uncertainMs) };
}
