import { allEnded, kindGrounds } from '../../judging/lifecycle.ts';
import { endableEvents } from '../../lab/ending.ts';
import { someOrReason, workingKinds } from '../../predict/kinds.ts';
import type { Rule } from '../../rule.ts';

export const passwordChangeKillsTokens: Rule = {
  id: 'password-change-kills-tokens',
  title: 'A changed password ends the credentials of the user',
  level: 'MUST',
  family: 'lifecycle',
  statements: ['BZ-28', 'BZ-44'],
  sources: ['OWASP ASVS 7.4.3', 'RFC 9700 §4.14.2'],
  experiments: ['after-password-change'],
  rationale: 'Who changes a password because it leaked must be rid of what was made with it.',
  falsePositives: 'Only kinds that the document ends so; each credential worked right before.',
  applies: (model) =>
    someOrReason(
      workingKinds(model).filter((kind) => endableEvents(model, kind).includes('password-change')),
      'no credential ends by password-change',
    ),
  judge: (view) =>
    allEnded(view, 'after-password-change', ['after-event'], (probe) => kindGrounds(view, probe, 'endedBy')),
};
