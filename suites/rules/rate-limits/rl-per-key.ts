import { acceptance, denial, succeeded } from '../../judging/findings.ts';
import { hasTiers } from '../../predict/tiers.ts';
import type { Rule } from '../../rule.ts';
import { limitedStatus, tierGrounds, tierOf } from './limit-facts.ts';

export const rlPerKey: Rule = {
  id: 'rl-per-key',
  title: 'Each limit counts whom the document says: others have their own, those counted together share',
  level: 'MUST',
  family: 'rate-limits',
  statements: ['RT-46'],
  sources: ['OWASP API4:2023'],
  experiments: ['limit-tiers'],
  rationale: 'A limit per address or for all lets one client silence the others.',
  falsePositives:
    'All requests come from the same address. The second caller is fresh, and the first was refused just before.',
  applies: (model) => {
    if (hasTiers(model) !== true) return hasTiers(model);
    return (
      model.tiers.some(
        ({ per, counts }) => counts !== 'failures' && per.some((subject) => subject !== 'address'),
      ) || 'the limits count by address only'
    );
  },
  judge: (view) => {
    const limited = (name: string) =>
      view
        .exchanges({ experiment: 'limit-tiers', step: 'over' })
        .some((over) => over.case === name && !succeeded(over));
    const others = view.exchanges({ experiment: 'limit-tiers', step: 'other-subject' }).map((probe) => {
      const grounds = tierGrounds(view, tierOf(view, probe), 'per');
      const base = {
        case: `${probe.case}: another ${probe.detail['by']}`,
        expected: 'not limited',
        evidence: [probe.seq],
        grounds,
      };
      if (!limited(probe.case))
        return { ...base, verdict: 'untestable' as const, observed: 'the first caller was not limited' };
      if (probe.response?.status === limitedStatus(view.operation(probe)))
        return { ...base, verdict: 'violated' as const, observed: 'limited too' };
      return acceptance(probe, base);
    });
    const same = view.exchanges({ experiment: 'limit-tiers', step: 'same-subject' }).map((probe) => {
      const before = view
        .exchanges({ experiment: 'limit-tiers', step: 'spend' })
        .find((one) => one.case === probe.case);
      const name = `${probe.case}: another ${probe.detail['by']} of the same`;
      const grounds = tierGrounds(view, tierOf(view, probe), 'per');
      if (!limited(probe.case))
        return {
          case: name,
          verdict: 'untestable' as const,
          expected: 'limited too',
          observed: 'the first caller was not limited',
          evidence: [probe.seq],
          grounds,
        };
      return denial(view, before === undefined ? probe : { ...probe, control: before.seq }, {
        case: name,
        statuses: [limitedStatus(view.operation(probe))],
        expected: 'limited too',
        grounds,
      });
    });
    return [...others, ...same];
  },
};
