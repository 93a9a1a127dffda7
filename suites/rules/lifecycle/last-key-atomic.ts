import { countGrounds } from '../../judging/counts.ts';
import { finding, succeeded, unanswered } from '../../judging/findings.ts';
import { issuedKinds, someOrReason } from '../../predict/kinds.ts';
import type { Rule } from '../../rule.ts';

export const lastKeyAtomic: Rule = {
  id: 'last-key-atomic',
  title: 'Of two credentials deleted at once, one stays and works',
  level: 'MUST',
  family: 'lifecycle',
  statements: ['CD-26'],
  sources: ['OWASP ASVS 2.3.3'],
  experiments: ['key-minimum'],
  rationale: 'Two deletions that each still count two leave none.',
  falsePositives: 'A pass is weak evidence: the requests may have been served one after the other.',
  applies: (model) =>
    someOrReason(
      issuedKinds(model).filter(({ count }) => count.min > 0),
      'no credential has a minimum number',
    ),
  judge: (view) => {
    const deletions = view.exchanges({ experiment: 'key-minimum', step: 'parallel-delete' });
    const uses = view.exchanges({ experiment: 'key-minimum', step: 'after-parallel-delete' });
    if (deletions.length < 2) return [];
    const gone = deletions.filter(succeeded).length;
    const working = uses.filter(succeeded).length;
    const base = {
      case: 'two at once',
      expected: 'one deleted, the other works',
      observed: `${gone} deleted, ${working} working`,
      evidence: [...deletions, ...uses].map(({ seq }) => seq),
      grounds: uses[0] === undefined ? [] : countGrounds(view, uses[0]),
    };
    const silence = gone > 1 ? undefined : unanswered([...deletions, ...uses]);
    return silence === undefined
      ? [finding(gone === 1 && working === 1, base)]
      : [{ ...base, verdict: 'untestable', observed: `${base.observed}; ${silence}` }];
  },
};
