import { groundsOf } from '../../../spec/facts.ts';
import { finding } from '../../judging/findings.ts';
import { limitFieldsOf, limitPlaces } from '../../judging/limit-fields.ts';
import type { View } from '../../judging/view.ts';
import { tellsOf } from '../../predict/tiers.ts';
import type { Finding, Rule } from '../../rule.ts';
import { consulted } from './limit-facts.ts';

const fields = ['tier.limit', 'tier.remaining', 'tier.resetAt', 'tier.resetIn', 'tiers'];

export const rlHeadersOnAll: Rule = {
  id: 'rl-headers-on-all',
  title: 'Every answer that should tell of the limits does, refusals included',
  level: 'MUST',
  family: 'rate-limits',
  statements: ['RT-47', 'RT-57'],
  sources: ['RateLimit fields draft §3'],
  experiments: [],
  rationale: 'A client that sees its budget on success only cannot slow down before it is refused.',
  falsePositives:
    'Only answers that declare the fields, to requests that a counter was asked for: never 401, and never callers whom no tier counts.',
  applies: (model) =>
    model.tiers.some(({ counts }) => counts === 'all')
      ? tellsOf(model, ...fields)
      : 'no tier of the document counts every request',
  judge: (view) => {
    const worst = new Map<string, Finding>();
    for (const exchange of view.exchangeList) {
      const tiers = consulted(view, exchange)?.filter(({ counts }) => counts === 'all');
      const operation = view.operation(exchange);
      const status = exchange.response?.status ?? 0;
      const places = limitPlaces(operation, status).filter(({ attribute }) => fields.includes(attribute));
      if (tiers === undefined || tiers.length === 0 || places.length === 0) continue;
      const { present } = limitFieldsOf(operation, exchange);
      const missing = places.filter(({ at }) => !present.includes(at));
      const name = `status ${status}`;
      if (worst.get(name)?.verdict === 'violated' || (worst.has(name) && missing.length === 0)) continue;
      const [place] = missing.length > 0 ? missing : places;
      worst.set(
        name,
        finding(missing.length === 0, {
          case: name,
          expected: [...new Set(places.map(({ at }) => at))].join(', '),
          observed:
            missing.length === 0
              ? 'all there'
              : `${exchange.operation}: no ${missing.map(({ at }) => at).join(', ')}`,
          evidence: [exchange.seq],
          grounds: place === undefined ? [] : groundsOf(view.model, place),
        }),
      );
    }
    return [...worst.values(), ...uncounted(view)];
  },
};

/** What callers are told for whom the document declares no limit: reported, never judged. */
function uncounted(view: View): readonly Finding[] {
  const seen = new Map<string, Finding>();
  for (const exchange of view.exchangeList) {
    const tiers = consulted(view, exchange);
    const operation = view.operation(exchange);
    const [shown] = exchange.presented;
    if (tiers?.length !== 0 || shown === undefined || seen.has(shown.scheme)) continue;
    if (limitPlaces(operation, exchange.response?.status ?? 0).length === 0) continue;
    const { present } = limitFieldsOf(operation, exchange);
    seen.set(shown.scheme, {
      case: `${shown.scheme}: no limit is declared`,
      verdict: 'noted',
      expected: 'whatever the service does',
      observed: present.length === 0 ? 'no limit fields' : `tells ${present.join(', ')}`,
      evidence: [exchange.seq],
    });
  }
  return [...seen.values()];
}
