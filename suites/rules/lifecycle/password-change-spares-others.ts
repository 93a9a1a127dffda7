import { allAccepted, kindGrounds } from '../../judging/lifecycle.ts';
import { endableEvents } from '../../lab/ending.ts';
import { someOrReason, workingKinds } from '../../predict/kinds.ts';
import type { Rule } from '../../rule.ts';

export const passwordChangeSparesOthers: Rule = {
  id: 'password-change-spares-others',
  title: "A changed password ends nobody else's credentials",
  level: 'MUST',
  family: 'lifecycle',
  statements: ['BZ-46'],
  sources: [],
  experiments: ['after-password-change'],
  rationale: "One person's change must not stop another's integration.",
  falsePositives: 'Another user of the same tenant is watched before and after.',
  applies: (model) =>
    someOrReason(
      workingKinds(model).filter((kind) => endableEvents(model, kind).includes('password-change')),
      'no credential ends by password-change',
    ),
  judge: (view) =>
    allAccepted(view, 'after-password-change', ['bystander-after'], (probe) =>
      kindGrounds(view, probe, 'endedBy'),
    ),
};
