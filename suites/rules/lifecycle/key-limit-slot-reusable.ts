import { allAcceptedByCount } from '../../judging/counts.ts';
import { issuedKinds, someOrReason } from '../../predict/kinds.ts';
import type { Rule } from '../../rule.ts';

export const keyLimitSlotReusable: Rule = {
  id: 'key-limit-slot-reusable',
  title: 'After one is revoked at the maximum, one more can be issued',
  level: 'MUST',
  family: 'lifecycle',
  statements: ['CD-20'],
  sources: [],
  experiments: ['key-maximum'],
  rationale: 'Counting what was ever issued would lock the tenant out for good.',
  falsePositives: 'The revocation was acknowledged before.',
  applies: (model) =>
    someOrReason(
      issuedKinds(model).filter(({ count }) => Number.isFinite(count.max)),
      'no credential has a maximum number',
    ),
  judge: (view) => allAcceptedByCount(view, 'key-maximum', ['slot-freed']),
};
