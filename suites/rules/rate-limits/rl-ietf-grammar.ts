import type { Exchange } from '../../../spec/history.ts';
import type { AuthModel } from '../../../spec/model.ts';
import { finding } from '../../judging/findings.ts';
import { limitPlaces, structuredItems } from '../../judging/limit-fields.ts';
import type { View } from '../../judging/view.ts';
import type { Finding, Rule } from '../../rule.ts';
import { headersOf } from '../../wire/message.ts';
import { fieldGrounds } from './limit-facts.ts';

export const rlIetfGrammar: Rule = {
  id: 'rl-ietf-grammar',
  title: 'RateLimit and RateLimit-Policy follow the grammar of their dialect',
  level: 'MUST',
  family: 'rate-limits',
  statements: [],
  sources: ['RateLimit fields draft §3', 'RFC 9651 §3'],
  experiments: [],
  rationale: 'A structured field that does not parse is ignored whole, by the specification of its parsers.',
  falsePositives:
    'The dialect is the one that the document names. Unknown parameters are ignored. The draft is not an RFC yet.',
  applies: (model) => declaresStructured(model) || 'no answer of the document has a structured limit field',
  judge: (view) => {
    const worst = new Map<string, Finding>();
    for (const exchange of view.exchangeList) {
      for (const [field, value, format] of structuredOf(view, exchange)) {
        const holds = structuredItems(value, format) !== undefined;
        if (worst.get(field)?.verdict === 'violated' || (worst.has(field) && holds)) continue;
        worst.set(
          field,
          finding(holds, {
            case: field,
            expected: `a value in the dialect ${format}`,
            observed: `${field}: ${value}`,
            evidence: [exchange.seq],
            grounds: fieldGrounds(view, exchange, 'tiers'),
          }),
        );
      }
    }
    return [...worst.values()];
  },
};

function structuredOf(
  view: View,
  exchange: Exchange,
): readonly (readonly [field: string, value: string, format: string])[] {
  return limitPlaces(view.operation(exchange), exchange.response?.status ?? 0)
    .filter(({ attribute }) => attribute === 'tiers')
    .flatMap((place) => {
      const values = headersOf(exchange.response?.headers ?? [], place.at);
      return values.length === 0
        ? []
        : [[place.at, values.join(', '), String(place.schema['format'])] as const];
    });
}

function declaresStructured(model: AuthModel): boolean {
  return model.operations.some(({ responses }) =>
    [...responses.values()].some(({ places }) =>
      places.some(({ attribute, in: site }) => attribute === 'tiers' && site === 'header'),
    ),
  );
}
