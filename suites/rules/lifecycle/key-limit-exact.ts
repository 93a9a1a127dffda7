import { countGrounds } from '../../judging/counts.ts';
import { denial } from '../../judging/findings.ts';
import { stepCase } from '../../judging/lifecycle.ts';
import { issuedKinds, someOrReason } from '../../predict/kinds.ts';
import type { Rule } from '../../rule.ts';

export const keyLimitExact: Rule = {
  id: 'key-limit-exact',
  title: 'One credential more than the maximum is refused',
  level: 'MUST',
  family: 'lifecycle',
  statements: ['CD-18', 'CD-20'],
  sources: [],
  experiments: ['key-maximum'],
  rationale: 'The limit is what the document promises, not one more.',
  falsePositives:
    'What exists already is counted first; the control is the last issue below the limit. 400, 403, 409, 422 and 429 count as refused besides the declared status.',
  applies: (model) =>
    someOrReason(
      issuedKinds(model).filter(({ count }) => Number.isFinite(count.max)),
      'no credential has a maximum number',
    ),
  judge: (view) =>
    view.exchanges({ experiment: 'key-maximum', step: ['beyond', 'beyond-again'] }).map((probe) => {
      const declared = view.operation(probe)?.refusals.get('maximum')?.status ?? 409;
      return denial(view, probe, {
        statuses: [...new Set([declared, 400, 403, 409, 422])],
        grounds: countGrounds(view, probe),
        case: stepCase(probe, ['', '']),
      });
    }),
};
