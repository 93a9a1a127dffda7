import { acceptance } from '../../judging/findings.ts';
import { hasTiers } from '../../predict/tiers.ts';
import type { Rule } from '../../rule.ts';
import { limitedStatus, tierGrounds, tierOf } from './limit-facts.ts';

export const rlWritesSeparate: Rule = {
  id: 'rl-writes-separate',
  title: 'A limit on some methods leaves the others alone, and they do not spend it',
  level: 'MUST',
  family: 'rate-limits',
  statements: ['RT-50'],
  sources: ['OWASP API4:2023'],
  experiments: ['limit-tiers'],
  rationale: 'One pool under two names: a client that writes much can no longer read.',
  falsePositives:
    'A read goes before the writes, so that it would be missed at the end; tighter tiers were waited out.',
  applies: (model) =>
    hasTiers(model) === true
      ? model.tiers.some(({ methods }) => methods !== 'all') || 'every limit counts all methods'
      : hasTiers(model),
  judge: (view) =>
    view.exchanges({ experiment: 'limit-tiers', step: ['uncounted-first', 'other-method'] }).map((probe) => {
      const base = {
        case: `${probe.case}: ${probe.request.method} ${probe.step === 'other-method' ? 'when nothing is left' : 'before'}`,
        expected: 'not limited',
        grounds: tierGrounds(view, tierOf(view, probe), 'methods'),
        evidence: [],
      };
      const limited = probe.response?.status === limitedStatus(view.operation(probe));
      return limited
        ? { ...base, verdict: 'violated' as const, observed: 'limited', evidence: [probe.seq] }
        : acceptance(probe, base);
    }),
};
