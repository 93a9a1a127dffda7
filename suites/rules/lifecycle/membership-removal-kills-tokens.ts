import { allEnded, kindGrounds } from '../../judging/lifecycle.ts';
import { endableEvents } from '../../lab/ending.ts';
import { someOrReason, workingKinds } from '../../predict/kinds.ts';
import type { Rule } from '../../rule.ts';

export const membershipRemovalKillsTokens: Rule = {
  id: 'membership-removal-kills-tokens',
  title: 'Taking a user out of a tenant ends the credentials that end by it',
  level: 'MUST',
  family: 'lifecycle',
  statements: [],
  sources: ['OWASP ASVS 7.4.2'],
  experiments: ['after-membership-removal'],
  rationale: 'Who is no member any more must not go on reading.',
  falsePositives: 'Only kinds that the document ends so; each credential worked right before.',
  applies: (model) =>
    someOrReason(
      workingKinds(model).filter((kind) => endableEvents(model, kind).includes('membership-removal')),
      'no credential ends by membership-removal',
    ),
  judge: (view) =>
    allEnded(view, 'after-membership-removal', ['after-event'], (probe) =>
      kindGrounds(view, probe, 'endedBy'),
    ),
};
