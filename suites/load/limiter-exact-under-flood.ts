import type { AuthModel, Operation, Tier } from '../../spec/model.ts';
import { Lacking } from '../lab/held.ts';
import { obtain } from '../lab/obtain.ts';
import { asDocumented } from '../lab/present.ts';
import { flood } from './flood.ts';
import type { LoadProbe } from './probe.ts';

export const limiterExactUnderFlood: LoadProbe = {
  id: 'limiter-exact-under-flood',
  question:
    'Flooded with one fresh credential, does exactly the limit succeed, and is all the rest 429 with no 5xx?',
  cites: ['RFC 6585 §4', 'OWASP API4:2023'],
  applies: (model) =>
    findCase(model) !== undefined || 'no operation has a limit per credential that a read can reach',
  run: async (lab, { connections }) => {
    const found = findCase(lab.model);
    if (found === undefined) throw new Lacking('no limit per credential');
    const { operation, kind, scheme, tier } = found;
    const held = await obtain(lab, kind);
    const amount = tier.limit * 5 + 100;
    if (!lab.budget.reaches(amount, tier.windowSeconds)) {
      throw new Lacking(
        `the ceiling of ${lab.budget.ceiling.perSecond} requests per second is too low to flood ${tier.name}`,
      );
    }
    const figures = await flood(lab, lab.build(operation), [asDocumented(lab.model, held, scheme)], {
      connections,
      amount,
    });
    const successes = count(figures.byStatus, (status) => status >= 200 && status < 300);
    const limited = figures.byStatus['429'] ?? 0;
    const exact = successes === tier.limit && successes + limited === amount && figures.errors === 0;
    return {
      verdict: exact ? 'pass' : 'fail',
      expected: `${tier.limit} successes (tier ${tier.name}), ${amount - tier.limit} × 429, nothing else`,
      observed: `${successes} successes, ${limited} × 429, ${amount - successes - limited} others, ${figures.errors} without an answer`,
      figures,
    };
  },
};

interface FloodCase {
  readonly operation: Operation;
  readonly kind: string;
  readonly scheme: string;
  /** The tier that is reached first. */
  readonly tier: Tier;
}

function findCase(model: AuthModel): FloodCase | undefined {
  for (const operation of model.operations) {
    if (operation.method !== 'GET' || operation.console || operation.path.includes('{')) continue;
    for (const requirement of operation.security) {
      const [scheme, ...others] = requirement.keys();
      if (scheme === undefined || others.length > 0) continue;
      const reached = model.tiers
        .filter(
          (tier) =>
            tier.scheme === scheme &&
            tier.per.join() === 'credential' &&
            (tier.methods === 'all' || tier.methods.includes('GET')),
        )
        .sort((a, b) => a.limit - b.limit);
      const kind = model.schemes.get(scheme)?.credential;
      if (reached[0] !== undefined && kind !== undefined)
        return { operation, kind, scheme, tier: reached[0] };
    }
  }
  return undefined;
}

function count(byStatus: Readonly<Record<string, number>>, wanted: (status: number) => boolean): number {
  return Object.entries(byStatus).reduce(
    (sum, [status, amount]) => (wanted(Number(status)) ? sum + amount : sum),
    0,
  );
}
