import { allAcceptedByCount } from '../../judging/counts.ts';
import { issuedKinds, someOrReason } from '../../predict/kinds.ts';
import type { Rule } from '../../rule.ts';

export const keyLimitPerTenant: Rule = {
  id: 'key-limit-per-tenant',
  title: 'The maximum is counted apart for each tenant (or user)',
  level: 'MUST',
  family: 'lifecycle',
  statements: ['CD-22'],
  sources: [],
  experiments: ['key-maximum'],
  rationale: 'A limit over all tenants lets one lock the others out.',
  falsePositives: 'By the partition that the document declares.',
  applies: (model) =>
    someOrReason(
      issuedKinds(model).filter(
        ({ count }) =>
          Number.isFinite(count.max) && (count.per === 'user' || model.fixtures.tenants.length > 1),
      ),
      'no credential has a maximum number that two tenants or users could share',
    ),
  judge: (view) => allAcceptedByCount(view, 'key-maximum', ['elsewhere']),
};
