import type { Exchange } from '../../../spec/history.ts';
import type { Tier } from '../../../spec/model.ts';
import { finding, succeeded } from '../../judging/findings.ts';
import { limitFieldsOf, type ToldLimit } from '../../judging/limit-fields.ts';
import type { View } from '../../judging/view.ts';
import { limitsTold, tierLabel } from '../../predict/tiers.ts';
import type { Finding, Rule } from '../../rule.ts';
import { byTier, fieldGrounds } from './limit-facts.ts';

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
      byTier(view, experiment, ['spend', 'over', 'over-again']).flatMap(([tier, exchanges]) =>
        judgeSeries(view, tier, exchanges, experiment),
      ),
    ),
};

function judgeSeries(
  view: View,
  tier: Tier,
  exchanges: readonly Exchange[],
  experiment: string,
): readonly Finding[] {
  const told = exchanges.map((exchange) => ({ exchange, told: ownFields(view, tier, exchange) }));
  const wrong: string[] = [];
  const evidence: number[] = [];
  const blame = (text: string, ...seqs: readonly number[]) => {
    wrong.push(text);
    evidence.push(...seqs);
  };
  let seen = 0;
  for (const [index, { exchange, told: now }] of told.entries()) {
    const unreadable = limitFieldsOf(view.operation(exchange), exchange).malformed.find(
      ({ attribute }) => attribute === 'tier.remaining',
    );
    if (unreadable !== undefined) blame(`"${unreadable.value}" is no whole number`, exchange.seq);
    if (now?.remaining === undefined) continue;
    seen += 1;
    if (now.remaining < 0) blame(`${now.remaining} is negative`, exchange.seq);
    if (!succeeded(exchange) && now.remaining !== 0 && isThis(now, tier))
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
    isThis(last.told, tier) &&
    last.exchange.detail['index'] === tier.limit &&
    last.told.remaining !== 0
  ) {
    blame(`${last.told.remaining} with the last allowed request`, last.exchange.seq);
  }
  if (seen === 0 && wrong.length === 0) return [];
  const sample = exchanges[0];
  return [
    finding(wrong.length === 0, {
      case: `${tierLabel(tier)}, ${experiment}`,
      expected: 'one less with each request, 0 with the last and on refusals',
      observed: wrong.length === 0 ? `${seen} answers, one less each time` : wrong.slice(0, 3).join('; '),
      evidence: (evidence.length > 0 ? evidence : exchanges.map(({ seq }) => seq)).slice(0, 4),
      grounds: sample === undefined ? [] : fieldGrounds(view, sample, 'tier.remaining', 'tiers'),
    }),
  ];
}

/** The fields with one value, or the item of the structured field that names the tier. */
function ownFields(view: View, tier: Tier, exchange: Exchange): ToldLimit | undefined {
  const fields = limitFieldsOf(view.operation(exchange), exchange);
  return fields.structured.find(({ name }) => name === tier.name) ?? fields.plain;
}

function isThis(told: ToldLimit, tier: Tier): boolean {
  return told.name === undefined
    ? told.limit === undefined || told.limit === tier.limit
    : told.name === tier.name;
}

function sameTier(a: ToldLimit, b: ToldLimit): boolean {
  return a.name === b.name && a.limit === b.limit;
}

function timePassed(view: View, first: Exchange, second: Exchange): boolean {
  return view.facts('clock', first.experiment).some(({ seq }) => seq > first.seq && seq < second.seq);
}
