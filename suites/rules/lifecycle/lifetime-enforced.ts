import { allAccepted, allRefused, endedBefore, kindGrounds } from '../../judging/lifecycle.ts';
import { someOrReason, workingKinds } from '../../predict/kinds.ts';
import type { Rule } from '../../rule.ts';

export const lifetimeEnforced: Rule = {
  id: 'lifetime-enforced',
  title: 'A credential works until its declared lifetime is over, and not longer',
  level: 'MUST',
  family: 'lifecycle',
  statements: ['RT-09', 'RT-26'],
  sources: ['OWASP ASVS 9.2.1'],
  experiments: ['lifetime', 'ended-credentials'],
  rationale: 'An expiry that is only written down is none; one that comes early breaks integrations.',
  falsePositives:
    "Probed two seconds before and after, by the target's own clock; it is kept in use where an idle limit would end it first.",
  applies: (model) =>
    someOrReason(
      workingKinds(model).filter((kind) => typeof kind.lifetime !== 'string'),
      'no credential has a fixed lifetime',
    ),
  judge: (view) => [
    ...allAccepted(view, 'lifetime', ['before-expiry'], (probe) => kindGrounds(view, probe, 'lifetime')).map(
      (one) => ({ ...one, case: `${one.case}, just before` }),
    ),
    ...allRefused(view, 'lifetime', ['after-expiry'], 'expired', (probe) =>
      kindGrounds(view, probe, 'lifetime'),
    ).map((one) => ({ ...one, case: `${one.case}, after` })),
    ...endedBefore(view, 'expired', 'lifetime'),
  ],
};
