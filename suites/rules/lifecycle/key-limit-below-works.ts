import { allAcceptedByCount } from '../../judging/counts.ts';
import { issuedKinds, someOrReason } from '../../predict/kinds.ts';
import type { Rule } from '../../rule.ts';

export const keyLimitBelowWorks: Rule = {
  id: 'key-limit-below-works',
  title: 'As many credentials as the maximum can be issued, and all work',
  level: 'MUST',
  family: 'lifecycle',
  statements: ['CD-19'],
  sources: [],
  experiments: ['key-maximum'],
  rationale: 'One less than promised breaks those who rely on the number.',
  falsePositives: 'What exists already is counted first.',
  applies: (model) =>
    someOrReason(
      issuedKinds(model).filter(({ count }) => Number.isFinite(count.max)),
      'no credential has a maximum number',
    ),
  judge: (view) => allAcceptedByCount(view, 'key-maximum', ['fill']),
};
