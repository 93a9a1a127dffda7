import { allEnded, kindGrounds } from '../../judging/lifecycle.ts';
import { endableEvents } from '../../lab/ending.ts';
import { someOrReason, workingKinds } from '../../predict/kinds.ts';
import type { Rule } from '../../rule.ts';

export const logoutEffective: Rule = {
  id: 'logout-effective',
  title: 'A logout ends the session that it is called with',
  level: 'MUST',
  family: 'lifecycle',
  statements: [],
  general: ['jwt-logout-effective'],
  sources: ['OWASP ASVS 7.4.1'],
  experiments: ['after-logout'],
  rationale: 'A logout that only forgets the cookie leaves the session to whoever copied it.',
  falsePositives: 'Only kinds that the document ends so; the session worked right before.',
  applies: (model) =>
    someOrReason(
      workingKinds(model).filter((kind) => endableEvents(model, kind).includes('logout')),
      'no credential ends by logout',
    ),
  judge: (view) =>
    allEnded(view, 'after-logout', ['after-event'], (probe) => kindGrounds(view, probe, 'endedBy')),
};
