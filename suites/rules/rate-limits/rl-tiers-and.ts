import { denial } from '../../judging/findings.ts';
import { countingTiers, hasTiers } from '../../predict/tiers.ts';
import type { Rule } from '../../rule.ts';
import { limitedStatus, tierGrounds, tierOf } from './limit-facts.ts';

export const rlTiersAnd: Rule = {
  id: 'rl-tiers-and',
  title: 'All tiers hold together: each refuses alone, whatever room the others have',
  level: 'MUST',
  family: 'rate-limits',
  statements: ['RT-51'],
  sources: ['OWASP API4:2023'],
  experiments: ['limit-tiers'],
  rationale: 'Where the first matching tier decides, the others stand in the document only.',
  falsePositives: 'The other tiers were waited out just before, so only the one in question is empty.',
  applies: (model) => {
    if (hasTiers(model) !== true) return hasTiers(model);
    const tiers = countingTiers(model);
    return (
      tiers.some((one) => tiers.some((other) => other !== one && other.scheme === one.scheme)) ||
      'no request falls under two limits'
    );
  },
  judge: (view) =>
    view.exchanges({ experiment: 'limit-tiers', step: 'over' }).map((probe) => {
      const tier = tierOf(view, probe);
      const before = view
        .exchanges({ experiment: 'limit-tiers', step: 'spend' })
        .findLast((exchange) => exchange.case === probe.case);
      const controlled = before === undefined ? probe : { ...probe, control: before.seq };
      return denial(view, controlled, {
        statuses: [limitedStatus(view.operation(probe)), 403, 503],
        expected: 'refused by this tier alone',
        grounds: tierGrounds(view, tier, 'limit'),
      });
    }),
};
