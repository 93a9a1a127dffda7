import { allRefused, kindGrounds } from '../../judging/lifecycle.ts';
import { endableEvents } from '../../lab/ending.ts';
import { someOrReason, workingKinds } from '../../predict/kinds.ts';
import type { Rule } from '../../rule.ts';

export const logoutEffective: Rule = {
  id: 'logout-effective',
  title: 'A logout ends the session that it is called with',
  level: 'MUST',
  family: 'lifecycle',
  statements: [],
  sources: ['OWASP ASVS 7.4.1'],
  experiments: ['end-events'],
  rationale: 'A logout that only forgets the cookie leaves the session to whoever copied it.',
  falsePositives: 'Only kinds that the document ends so; the session worked right before.',
  applies: (model) =>
    someOrReason(
      workingKinds(model).filter((kind) => endableEvents(model, kind).includes('logout')),
      'no credential ends by logout',
    ),
  judge: (view) =>
    allRefused(view, 'end-events', ['after-event'], 'revoked', (probe) =>
      kindGrounds(view, probe, 'endedBy'),
    ).filter((one) => one.case.startsWith('logout ')),
};
