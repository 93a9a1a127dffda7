import { allAccepted, kindGrounds } from '../../judging/lifecycle.ts';
import { endableEvents } from '../../lab/ending.ts';
import { someOrReason, workingKinds } from '../../predict/kinds.ts';
import type { Rule } from '../../rule.ts';

export const logoutOnlyTarget: Rule = {
  id: 'logout-only-target',
  title: 'A logout ends neither other sessions of the user nor those of others',
  level: 'MUST',
  family: 'lifecycle',
  statements: [],
  general: ['revoke-only-target'],
  sources: [],
  experiments: ['after-logout'],
  rationale: 'Other devices and other people go on working.',
  falsePositives: 'Another session of the same user and one of another user are watched.',
  applies: (model) =>
    someOrReason(
      workingKinds(model).filter((kind) => endableEvents(model, kind).includes('logout')),
      'no credential ends by logout',
    ),
  judge: (view) =>
    allAccepted(view, 'after-logout', ['bystander-after'], (probe) => kindGrounds(view, probe, 'endedBy')),
};
