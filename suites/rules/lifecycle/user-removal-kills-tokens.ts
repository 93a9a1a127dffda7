import { allEnded, kindGrounds } from '../../judging/lifecycle.ts';
import { endableEvents } from '../../lab/ending.ts';
import { someOrReason, workingKinds } from '../../predict/kinds.ts';
import type { Rule } from '../../rule.ts';

export const userRemovalKillsTokens: Rule = {
  id: 'user-removal-kills-tokens',
  title: 'Removing a user ends the credentials of that user',
  level: 'MUST',
  family: 'lifecycle',
  statements: ['BZ-30', 'BZ-45', 'UA-37'],
  sources: ['OWASP ASVS 7.4.2'],
  experiments: ['after-user-removal'],
  rationale: 'Who has left must not go on reading.',
  falsePositives: 'Only kinds that the document ends so; each credential worked right before.',
  applies: (model) =>
    someOrReason(
      workingKinds(model).filter((kind) => endableEvents(model, kind).includes('user-removal')),
      'no credential ends by user-removal',
    ),
  judge: (view) =>
    allEnded(view, 'after-user-removal', ['after-event'], (probe) => kindGrounds(view, probe, 'endedBy')),
};
