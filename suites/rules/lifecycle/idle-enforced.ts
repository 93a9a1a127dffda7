import { allAccepted, allRefused, kindGrounds } from '../../judging/lifecycle.ts';
import { someOrReason, workingKinds } from '../../predict/kinds.ts';
import type { Rule } from '../../rule.ts';

export const idleEnforced: Rule = {
  id: 'idle-enforced',
  title: 'A credential ends when it is left alone for its idle limit, not before',
  level: 'MUST',
  family: 'lifecycle',
  statements: [],
  sources: ['OWASP ASVS 7.3.1'],
  experiments: ['lifetime'],
  rationale: 'A forgotten session or key is found by somebody else.',
  falsePositives:
    "Probed two seconds before and after, by the target's own clock; the use just before counts as use.",
  applies: (model) =>
    someOrReason(
      workingKinds(model).filter(({ idle }) => idle !== 'none'),
      'no credential has an idle limit',
    ),
  judge: (view) => [
    ...allAccepted(view, 'lifetime', ['before-idle-limit'], (probe) => kindGrounds(view, probe, 'idle')).map(
      (one) => ({ ...one, case: `${one.case}, just before` }),
    ),
    ...allRefused(view, 'lifetime', ['after-idle-limit'], 'expired', (probe) =>
      kindGrounds(view, probe, 'idle'),
    ).map((one) => ({ ...one, case: `${one.case}, after` })),
  ],
};
