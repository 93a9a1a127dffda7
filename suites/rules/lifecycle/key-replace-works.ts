import { allAcceptedByCount, countGrounds } from '../../judging/counts.ts';
import { allRefused } from '../../judging/lifecycle.ts';
import { issuedKinds, someOrReason } from '../../predict/kinds.ts';
import type { Rule } from '../../rule.ts';

export const keyReplaceWorks: Rule = {
  id: 'key-replace-works',
  title: 'The last credential can be replaced: issue another one, then delete it',
  level: 'MUST',
  family: 'lifecycle',
  statements: ['CD-27'],
  sources: [],
  experiments: ['key-minimum'],
  rationale: 'This is how the only credential is rotated.',
  falsePositives: 'The new one acts where the operation takes it.',
  applies: (model) =>
    someOrReason(
      issuedKinds(model).filter(({ count }) => count.min > 0),
      'no credential has a minimum number',
    ),
  judge: (view) => [
    ...allAcceptedByCount(view, 'key-minimum', ['replace-delete', 'replacement-works']),
    ...allRefused(view, 'key-minimum', ['replaced-old'], 'revoked', (probe) => countGrounds(view, probe)),
  ],
};
