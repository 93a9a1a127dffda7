import { inherit, uncited } from '../facts.ts';
import type { Facts, HttpMethod, Tier, TierSubject } from '../model.ts';
import { secondsOf } from './durations.ts';
import { asTexts, type Node, nodesOf } from './json.ts';
import { factsOf } from './sources.ts';

const subjects: readonly TierSubject[] = ['credential', 'user', 'tenant', 'address', 'operation'];
const methods: readonly HttpMethod[] = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE'];

/** What holds by default where a document says nothing of it: who cites "100 an hour" has not said this. */
const defaulted = ['counts', 'algorithm'];

/** The tiers that stand on one object. In a document that cites, a default is an assumption. */
export function tiersOn(
  node: Node,
  place:
    | { readonly on: 'document' }
    | { readonly on: 'scheme'; readonly scheme: string }
    | { readonly on: 'operation'; readonly operation: string },
  enclosing: Facts,
  cites: boolean,
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
        facts: inherit(factsOf(tier), factsOf(node['x-auth-tiers']), cites ? assumedOf(tier) : {}, enclosing),
      };
    });
}

/** A citation of the whole tier covers what is written there, and no default. */
function assumedOf(tier: Node): Facts {
  return Object.fromEntries(defaulted.filter((name) => !(name in tier)).map((name) => [name, [uncited]]));
}
