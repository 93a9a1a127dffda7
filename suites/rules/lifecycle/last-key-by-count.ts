import { allAcceptedByCount, lastDeletions } from '../../judging/counts.ts';
import { issuedKinds, someOrReason } from '../../predict/kinds.ts';
import type { Rule } from '../../rule.ts';

export const lastKeyByCount: Rule = {
  id: 'last-key-by-count',
  title: 'What may not be deleted is the last one by count, not the one that is used',
  level: 'MUST',
  family: 'lifecycle',
  statements: ['CD-25'],
  sources: [],
  experiments: ['key-minimum'],
  rationale: 'A check for "is it the key of this request" protects the wrong one.',
  falsePositives: 'With two of them one may delete itself; the one that is left may not.',
  applies: (model) =>
    someOrReason(
      issuedKinds(model).filter(({ count }) => count.min > 0),
      'no credential has a minimum number',
    ),
  judge: (view) => [
    ...allAcceptedByCount(view, 'key-minimum', ['self-delete']),
    ...lastDeletions(view, 'delete-last-self'),
  ],
};
