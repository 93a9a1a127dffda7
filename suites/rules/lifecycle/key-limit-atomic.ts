import { citationsOf } from '../../../spec/facts.ts';
import { countedAt } from '../../judging/counted.ts';
import { finding, succeeded, unanswered } from '../../judging/findings.ts';
import { issuedKinds, someOrReason } from '../../predict/kinds.ts';
import type { Finding, Rule } from '../../rule.ts';

export const keyLimitAtomic: Rule = {
  id: 'key-limit-atomic',
  title: 'With one slot left, of many issues at once exactly one succeeds',
  level: 'MUST',
  family: 'lifecycle',
  statements: ['CD-23'],
  sources: ['OWASP ASVS 2.3.3'],
  experiments: ['key-maximum'],
  rationale: 'Counting first and inserting later lets several through.',
  falsePositives:
    'A pass is weak evidence: the requests may have been served one after the other. The list counts against the maximum on a ground of its own, else against the list before.',
  applies: (model) =>
    someOrReason(
      issuedKinds(model).filter(({ count }) => Number.isFinite(count.max)),
      'no credential has a maximum number',
    ),
  judge: (view) =>
    issuedKinds(view.model)
      .filter(({ count }) => Number.isFinite(count.max))
      .flatMap((kind): readonly Finding[] => {
        const tries = view
          .exchanges({ experiment: 'key-maximum', step: 'parallel' })
          .filter((probe) => probe.case.startsWith(`${kind.name} `));
        const counted = countedAt(view, kind, 'count-parallel', 'count-full', [
          'slot-freed',
          'beyond-again',
          'parallel',
        ]);
        const count = counted?.count;
        const full = counted === undefined ? kind.count.max : counted.expected;
        const [after] = view.exchanges({
          experiment: 'key-maximum',
          step: 'count-parallel',
          case: kind.name,
        });
        const made = tries.filter(succeeded).length;
        if (tries.length === 0) return [];
        const base = {
          case: kind.name,
          expected: `one of ${tries.length}, and ${full ?? 'as many as before'} in the list`,
          observed: `${made} succeeded${count === undefined ? '' : `, ${count} in the list`}`,
          evidence: [...tries.map(({ seq }) => seq), ...(after === undefined ? [] : [after.seq])],
          grounds: citationsOf(kind, 'count'),
        };
        // Too many is too many, however many answers were lost.
        const tooMany = made > 1 || (count !== undefined && full !== undefined && count > full);
        const counts = count === undefined || full === undefined || count === full;
        const page = count !== undefined && full !== undefined && count < full ? counted?.partial : undefined;
        const silence = unanswered([...tries, after]) ?? (made === 1 ? page : undefined);
        return silence !== undefined && !tooMany
          ? [{ ...base, verdict: 'untestable', observed: `${base.observed}; ${silence}` }]
          : [finding(made === 1 && counts, base)];
      }),
};
