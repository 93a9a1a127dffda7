import { inherit } from '../facts.ts';
import type { Facts, HttpMethod, Tier, TierSubject } from '../model.ts';
import { secondsOf } from './durations.ts';
import { asTexts, type Node, nodesOf } from './json.ts';
import { factsOf } from './sources.ts';

const subjects: readonly TierSubject[] = ['credential', 'user', 'tenant', 'address', 'operation'];
const methods: readonly HttpMethod[] = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE'];

/** The tiers that stand on one object. */
export function tiersOn(
  node: Node,
  place:
    | { readonly on: 'document' }
    | { readonly on: 'scheme'; readonly scheme: string }
    | { readonly on: 'operation'; readonly operation: string },
  enclosing: Facts,
): readonly Tier[] {
  return nodesOf(node['x-auth-tiers'])
    .filter(([name]) => name !== 'x-auth-source')
    .map(([name, tier]) => {
      const { limit, window, counts, algorithm } = tier;
      return {
        ...place,
        name,
        limit: Number(limit),
        windowSeconds: secondsOf(String(window)),
        per: subjects.filter((subject) => asTexts(tier['per']).includes(subject)),
        methods:
          'methods' in tier ? methods.filter((method) => asTexts(tier['methods']).includes(method)) : 'all',
        counts: counts === 'failures' || counts === 'successes' ? counts : 'all',
        algorithm:
          algorithm === 'sliding-window' || algorithm === 'token-bucket' ? algorithm : 'fixed-window',
        partitionKey: tier['partitionKey'] === true,
        facts: inherit(factsOf(tier), factsOf(node['x-auth-tiers']), enclosing),
      };
    });
}
