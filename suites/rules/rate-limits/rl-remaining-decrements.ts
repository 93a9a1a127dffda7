import type { Exchange } from '../../../spec/history.ts';
import type { Tier } from '../../../spec/model.ts';
import { finding, succeeded } from '../../judging/findings.ts';
import { limitFieldsOf, type ToldLimit } from '../../judging/limit-fields.ts';
import type { View } from '../../judging/view.ts';
import { limitsTold, tierLabel } from '../../predict/tiers.ts';
import type { Finding, Rule } from '../../rule.ts';
import { byTier, fieldGrounds, isAbout, sourcesOf, voiceOf } from './limit-facts.ts';

export const rlRemainingDecrements: Rule = {
  id: 'rl-remaining-decrements',
  title: 'The remaining field counts down by one to zero, and is never negative',
  level: 'MUST',
  family: 'rate-limits',
  statements: ['RT-53'],
  sources: ['RateLimit fields draft §3'],
  experiments: ['limit-tiers', 'limit-window'],
  rationale: 'A client that believes it sends exactly as many as it is told.',
  falsePositives:
    'One caller, one request after the other; compared only where two neighbours tell of the same tier and no time passed between them.',
  applies: (model) => limitsTold(model, 'tier.remaining', 'tiers'),
  judge: (view) =>
    ['limit-tiers', 'limit-window'].flatMap((experiment) =>
      byTier(view, experiment, ['spend', 'over', 'over-again']).flatMap(([tier, exchanges]) => {
        const sources = sourcesOf(view, tier, exchanges);
        return [
          ...unreadable(view, tier, exchanges, experiment),
          ...sources.flatMap((source) =>
            judgeSeries(view, { tier, exchanges, experiment, source, isOnly: sources.length === 1 }),
          ),
        ];
      }),
    ),
};

interface Series {
  readonly tier: Tier;
  readonly exchanges: readonly Exchange[];
  readonly experiment: string;
  readonly source: string;
  readonly isOnly: boolean;
}

function judgeSeries(
  view: View,
  { tier, exchanges, experiment, source, isOnly }: Series,
): readonly Finding[] {
  const told = exchanges.map((exchange) => ({ exchange, told: voiceOf(view, tier, exchange, source) }));
  const wrong: string[] = [];
  const evidence: number[] = [];
  const blame = (text: string, ...seqs: readonly number[]) => {
    wrong.push(text);
    evidence.push(...seqs);
  };
  const seen = told.filter((one) => one.told?.remaining !== undefined).length;
  if (seen === 0) return [];
  for (const [index, { exchange, told: now }] of told.entries()) {
    if (now?.remaining === undefined) continue;
    if (now.remaining < 0) blame(`${now.remaining} is negative`, exchange.seq);
    if (!succeeded(exchange) && now.remaining !== 0 && isAbout(now, tier))
      blame(`${now.remaining} on a refusal`, exchange.seq);
    const before = told[index - 1];
    if (
      before?.told?.remaining === undefined ||
      !succeeded(exchange) ||
      !sameTier(before.told, now) ||
      timePassed(view, before.exchange, exchange)
    )
      continue;
    if (now.remaining !== before.told.remaining - 1)
      blame(`${before.told.remaining}, then ${now.remaining}`, before.exchange.seq, exchange.seq);
  }
  const last = told.findLast(({ exchange }) => exchange.step === 'spend' && succeeded(exchange));
  if (
    last?.told?.remaining !== undefined &&
    isAbout(last.told, tier) &&
    last.exchange.detail['index'] === tier.limit &&
    last.told.remaining !== 0
  ) {
    blame(`${last.told.remaining} with the last allowed request`, last.exchange.seq);
  }
  const sample = exchanges[0];
  return [
    finding(wrong.length === 0, {
      case: `${tierLabel(tier)}, ${experiment}${isOnly ? '' : `, ${source}`}`,
      expected: 'one less with each request, 0 with the last and on refusals',
      observed: wrong.length === 0 ? `${seen} answers, one less each time` : wrong.slice(0, 3).join('; '),
      evidence: (evidence.length > 0 ? evidence : exchanges.map(({ seq }) => seq)).slice(0, 4),
      grounds: sample === undefined ? [] : fieldGrounds(view, sample, 'tier.remaining', 'tiers'),
    }),
  ];
}

/** A remaining field that is no whole number tells of no tier at all. */
function unreadable(
  view: View,
  tier: Tier,
  exchanges: readonly Exchange[],
  experiment: string,
): readonly Finding[] {
  const bad = exchanges.flatMap((exchange) =>
    limitFieldsOf(view.operation(exchange), exchange)
      .malformed.filter(({ attribute }) => attribute === 'tier.remaining')
      .map(({ value }) => ({ value, exchange })),
  );
  const [first] = bad;
  if (first === undefined) return [];
  return [
    finding(false, {
      case: `${tierLabel(tier)}, ${experiment}, unreadable`,
      expected: 'a whole number',
      observed: `"${first.value}" is no whole number`,
      evidence: bad.slice(0, 4).map(({ exchange }) => exchange.seq),
      grounds: fieldGrounds(view, first.exchange, 'tier.remaining', 'tiers'),
    }),
  ];
}

function sameTier(a: ToldLimit, b: ToldLimit): boolean {
  return a.name === b.name && a.limit === b.limit;
}

function timePassed(view: View, first: Exchange, second: Exchange): boolean {
  return view.facts('clock', first.experiment).some(({ seq }) => seq > first.seq && seq < second.seq);
}
