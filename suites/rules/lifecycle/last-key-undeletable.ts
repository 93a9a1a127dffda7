import { allAcceptedByCount, lastDeletions } from '../../judging/counts.ts';
import { issuedKinds, someOrReason } from '../../predict/kinds.ts';
import type { Rule } from '../../rule.ts';

export const lastKeyUndeletable: Rule = {
  id: 'last-key-undeletable',
  title: 'The last credential cannot be deleted and goes on working',
  level: 'MUST',
  family: 'lifecycle',
  statements: ['CD-24'],
  sources: [],
  experiments: ['key-minimum'],
  rationale: 'Without it the tenant has locked itself out.',
  falsePositives:
    'The control is the deletion of a second one; any refusal counts, the declared status is judged by the citations of its answer.',
  applies: (model) =>
    someOrReason(
      issuedKinds(model).filter(({ count }) => count.min > 0),
      'no credential has a minimum number',
    ),
  judge: (view) => [
    ...lastDeletions(view, 'delete-last'),
    ...allAcceptedByCount(view, 'key-minimum', ['last-works']).filter((one) => !one.case.includes('itself')),
  ],
};
