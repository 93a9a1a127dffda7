import type { Tier } from '../../../spec/model.ts';
import { finding } from '../../judging/findings.ts';
import { limitFieldsOf, type ToldLimit } from '../../judging/limit-fields.ts';
import { tellsOf } from '../../predict/tiers.ts';
import type { Finding, Rule } from '../../rule.ts';
import { consulted, fieldGrounds, limitedStatus, tierOf } from './limit-facts.ts';

export const rlLimitConstant: Rule = {
  id: 'rl-limit-constant',
  title:
    'The limit field holds the documented maximum of a tier that applies, on a refusal that of the empty one',
  level: 'MUST',
  family: 'rate-limits',
  statements: ['RT-52'],
  sources: ['RateLimit fields draft §3'],
  experiments: [],
  rationale:
    'Clients pace themselves by it; a limit that shrinks with each request is the remaining one under another name.',
  falsePositives: 'With several tiers any of them may be described, until one is empty.',
  applies: (model) => tellsOf(model, 'tier.limit', 'tiers'),
  judge: (view) => {
    const worst = new Map<string, Finding>();
    for (const exchange of view.exchangeList) {
      const tiers = consulted(view, exchange);
      if (tiers === undefined || tiers.length === 0) continue;
      const operation = view.operation(exchange);
      const fields = limitFieldsOf(operation, exchange);
      const told = [...fields.families.map((family) => family.told), ...fields.structured].flatMap(
        ({ limit }) => (limit === undefined ? [] : [limit]),
      );
      const unreadable = fields.malformed
        .filter(({ attribute }) => attribute === 'tier.limit')
        .map(({ value }) => value);
      if (told.length === 0 && unreadable.length === 0) continue;
      const empty =
        exchange.experiment === 'limit-tiers' &&
        exchange.step === 'over' &&
        exchange.response?.status === limitedStatus(operation)
          ? tierOf(view, exchange)
          : undefined;
      const possible =
        empty === undefined || fields.plain === undefined ? tiers.map(({ limit }) => limit) : [empty.limit];
      const swapped = fields.structured.filter((one) => contradicts(one, tiers));
      const holds =
        unreadable.length === 0 && swapped.length === 0 && told.every((limit) => possible.includes(limit));
      const name = empty === undefined ? `${operation?.method}` : `${exchange.case}, empty`;
      if (worst.get(name)?.verdict === 'violated' || (worst.has(name) && holds)) continue;
      worst.set(
        name,
        finding(holds, {
          case: name,
          expected: `${[...new Set(possible)].join(', ')}`,
          observed: [
            ...told,
            ...unreadable,
            ...swapped.map((one) => `${one.name} with ${one.limit} in ${one.windowSeconds} s`),
          ].join(', '),
          evidence: [exchange.seq],
          grounds: fieldGrounds(view, exchange, 'tier.limit', 'tiers'),
        }),
      );
    }
    return [...worst.values()];
  },
};

/** Does an item give a named tier another limit or window than the document? */
function contradicts(told: ToldLimit, tiers: readonly Tier[]): boolean {
  const named = tiers.filter(({ name }) => name === told.name);
  return (
    named.length > 0 &&
    !named.some(
      ({ limit, windowSeconds }) =>
        (told.limit ?? limit) === limit && (told.windowSeconds ?? windowSeconds) === windowSeconds,
    )
  );
}
