import { answerField, cacheDirectives, isAuthenticated } from '../../judging/answers.ts';
import { judgeAll } from '../../judging/passive.ts';
import { type Anchor, anchorsOfSort } from '../../predict/anchors.ts';
import type { Rule } from '../../rule.ts';

function outside({ scheme }: Anchor): boolean {
  return scheme.carrier.name.toLowerCase() !== 'authorization';
}

export const apikeyResponsesNotSharedCacheable: Rule = {
  id: 'apikey-responses-not-shared-cacheable',
  title: 'Answers to a key say that they are private',
  level: 'SHOULD',
  family: 'caching',
  statements: [],
  sources: ['RFC 9110 §16.4.2', 'RFC 9111 §3.5'],
  experiments: [],
  rationale:
    'Shared caches hold back answers to Authorization on their own; a key in another field tells them nothing.',
  falsePositives: 'Cache-Control: private, no-store or no-cache, or Vary naming the field, will do.',
  applies: (model) =>
    anchorsOfSort(model, 'key').some(outside) ||
    'no GET operation takes a credential outside of Authorization',
  judge: (view) => {
    const schemes = new Map(
      anchorsOfSort(view.model, 'key')
        .filter(outside)
        .map(({ scheme }) => [scheme.name, scheme]),
    );
    return judgeAll(view.exchangeList, 'private, no-store or Vary', (exchange) => {
      const scheme = exchange.presented
        .map((one) => schemes.get(one.scheme))
        .find((one) => one !== undefined);
      const status = exchange.response?.status ?? 0;
      if (
        scheme === undefined ||
        !isAuthenticated(exchange) ||
        view.operation(exchange)?.method !== 'GET' ||
        exchange.request.method !== 'GET' ||
        status < 200 ||
        status > 299
      )
        return undefined;
      const directives = cacheDirectives(exchange);
      const vary = (answerField(exchange, 'vary') ?? '').toLowerCase().split(/\s*,\s*/);
      const held =
        ['private', 'no-store', 'no-cache'].some((name) => directives.has(name)) ||
        vary.includes(scheme.carrier.name.toLowerCase()) ||
        vary.includes('*');
      return held || { wrong: 'nothing keeps a shared cache from it' };
    });
  },
};
