import { citationsOf } from '../../../spec/facts.ts';
import { finding } from '../../judging/findings.ts';
import { issuedKinds, someOrReason } from '../../predict/kinds.ts';
import type { Rule } from '../../rule.ts';

export const secretUnique: Rule = {
  id: 'secret-unique',
  title: 'Every credential that is issued has a secret of its own',
  level: 'MUST',
  family: 'secrets',
  statements: ['RG-14', 'UA-24', 'CD-30'],
  sources: ['OWASP ASVS 7.2.3', 'OWASP ASVS 11.5.1'],
  experiments: ['issue-and-list', 'secret-samples'],
  rationale: 'Two credentials with one secret cannot be revoked, limited or audited apart.',
  falsePositives:
    'A sign-in may give the same value again where the document leaves that open: only issued, rotated and refreshed credentials count.',
  applies: (model) => someOrReason(issuedKinds(model), 'no operation issues credentials'),
  judge: (view) =>
    issuedKinds(view.model).flatMap((kind) => {
      const made = view
        .facts('issued')
        .filter(
          (fact) =>
            fact.type === kind.name &&
            ['issue', 'rotate', 'refresh'].includes(fact.how) &&
            fact.by !== undefined,
        );
      const first = new Map<string, number>();
      const again = made.filter((fact) => {
        const key = `${fact.experiment} ${fact.credential}`;
        const seen = first.has(key);
        first.set(key, first.get(key) ?? fact.by ?? 0);
        return seen;
      });
      if (made.length < 2) return [];
      return [
        finding(again.length === 0, {
          case: kind.name,
          expected: 'pairwise different secrets',
          observed:
            again.length === 0
              ? `${made.length} different ones`
              : `${again.length} of ${made.length} were issued before`,
          evidence: again
            .slice(0, 2)
            .flatMap((fact) => [first.get(`${fact.experiment} ${fact.credential}`) ?? 0, fact.by ?? 0]),
          grounds: citationsOf(kind, 'count'),
        }),
      ];
    }),
};
