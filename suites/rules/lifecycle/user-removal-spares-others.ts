import { allAccepted, kindGrounds } from '../../judging/lifecycle.ts';
import { endableEvents } from '../../lab/ending.ts';
import { someOrReason, workingKinds } from '../../predict/kinds.ts';
import type { Rule } from '../../rule.ts';

export const userRemovalSparesOthers: Rule = {
  id: 'user-removal-spares-others',
  title: "Removing a user ends nobody else's credentials",
  level: 'MUST',
  family: 'lifecycle',
  statements: ['BZ-30', 'BZ-46'],
  sources: [],
  experiments: ['after-user-removal'],
  rationale: "One person's removal must not stop another's integration.",
  falsePositives: 'Another user of the same tenant is watched before and after.',
  applies: (model) =>
    someOrReason(
      workingKinds(model).filter((kind) => endableEvents(model, kind).includes('user-removal')),
      'no credential ends by user-removal',
    ),
  judge: (view) =>
    allAccepted(view, 'after-user-removal', ['bystander-after'], (probe) =>
      kindGrounds(view, probe, 'endedBy'),
    ),
};
