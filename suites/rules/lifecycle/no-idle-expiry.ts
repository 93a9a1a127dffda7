import { groundsOf } from '../../../spec/facts.ts';
import type { Exchange } from '../../../spec/history.ts';
import type { Citation } from '../../../spec/model.ts';
import { allAccepted, kindOf } from '../../judging/lifecycle.ts';
import type { View } from '../../judging/view.ts';
import { someOrReason, workingKinds } from '../../predict/kinds.ts';
import type { Rule } from '../../rule.ts';

export const noIdleExpiry: Rule = {
  id: 'no-idle-expiry',
  title: 'A credential without an idle limit survives disuse',
  level: 'MUST',
  family: 'lifecycle',
  statements: ['RG-12'],
  sources: [],
  experiments: ['lifetime'],
  rationale: 'Integrations that run once a year must still find their credential alive.',
  falsePositives: "One that was never used is used for the first time after ten years of the target's clock.",
  applies: (model) =>
    someOrReason(
      workingKinds(model).filter(({ lifetime, idle }) => typeof lifetime === 'string' && idle === 'none'),
      'every credential has a lifetime or an idle limit',
    ),
  judge: (view) => allAccepted(view, 'lifetime', ['unused'], (probe) => groundsFor(view, probe)),
};

/** That there is no idle limit may be meant or merely not mentioned. */
function groundsFor(view: View, probe: Exchange): readonly Citation[] {
  const kind = kindOf(view, probe);
  return kind === undefined ? [] : groundsOf(view.model, kind, 'idle');
}
