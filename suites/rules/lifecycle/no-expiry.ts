import { groundsOf } from '../../../spec/facts.ts';
import type { Exchange } from '../../../spec/history.ts';
import type { Citation } from '../../../spec/model.ts';
import { allAccepted, kindOf } from '../../judging/lifecycle.ts';
import type { View } from '../../judging/view.ts';
import { someOrReason, workingKinds } from '../../predict/kinds.ts';
import type { Rule } from '../../rule.ts';

export const noExpiry: Rule = {
  id: 'no-expiry',
  title: 'A credential without a lifetime does not expire',
  level: 'MUST',
  family: 'lifecycle',
  statements: ['RG-11', 'RT-03', 'BZ-47', 'UA-28'],
  sources: [],
  experiments: ['lifetime'],
  rationale: 'An expiry that the document does not know stops integrations without a warning.',
  falsePositives:
    "Used after a day, a year and ten years of the target's clock; where there is an idle limit it is kept in use.",
  applies: (model) =>
    someOrReason(
      workingKinds(model).filter(({ lifetime }) => typeof lifetime === 'string'),
      'every credential has a lifetime',
    ),
  judge: (view) => allAccepted(view, 'lifetime', ['still-works'], (probe) => groundsFor(view, probe)),
};

/** That there is no lifetime may be meant or merely not mentioned. */
function groundsFor(view: View, probe: Exchange): readonly Citation[] {
  const kind = kindOf(view, probe);
  return kind === undefined ? [] : groundsOf(view.model, kind, 'lifetime');
}
