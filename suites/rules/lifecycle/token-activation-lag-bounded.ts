import { citationsOf } from '../../../spec/facts.ts';
import type { Exchange } from '../../../spec/history.ts';
import { answeredFinding, statusText, succeeded, unanswered } from '../../judging/findings.ts';
import { kindOf } from '../../judging/lifecycle.ts';
import { someOrReason, workingKinds } from '../../predict/kinds.ts';
import type { Rule } from '../../rule.ts';

export const tokenActivationLagBounded: Rule = {
  id: 'token-activation-lag-bounded',
  title: 'A new credential works within the declared delay, and steadily from then on',
  level: 'MUST',
  family: 'lifecycle',
  statements: ['UA-25', 'UA-08'],
  sources: [],
  experiments: ['activation'],
  rationale: 'A delay must end, and replicas that lag must not let a credential flap.',
  falsePositives:
    'Refusals within the bound are expected; only the poll at the bound and the twenty uses after it are judged.',
  applies: (model) =>
    someOrReason(
      workingKinds(model).filter(({ starts }) => starts.withinSeconds > 0),
      'every credential works at once',
    ),
  judge: (view) => {
    const polls = view.exchanges({ experiment: 'activation', step: 'poll' });
    return workingKinds(view.model)
      .filter(({ starts }) => starts.withinSeconds > 0)
      .flatMap((kind) => {
        const own = polls.filter((probe) => kindOf(view, probe)?.name === kind.name);
        const first = own.find(succeeded);
        const steady = view
          .exchanges({ experiment: 'activation', step: 'steady' })
          .filter((probe) => kindOf(view, probe)?.name === kind.name);
        const lost = first === undefined ? [] : steady.filter((probe) => !succeeded(probe));
        const last = own.at(-1);
        if (last === undefined) return [];
        return [
          answeredFinding(
            first === undefined ? last : silentOnly(lost),
            first !== undefined && lost.length === 0,
            {
              case: kind.name,
              expected: `accepted within ${kind.starts.withinSeconds} s, then always`,
              observed:
                first === undefined
                  ? `still ${statusText(last)} at the bound`
                  : `after ${first.detail['elapsedSeconds']} s; then ${lost.length} of ${steady.length} uses refused`,
              evidence: [(first ?? last).seq, ...lost.slice(0, 3).map(({ seq }) => seq)],
              grounds: citationsOf(kind, 'starts'),
            },
          ),
        ];
      });
  },
};

/** The uses that failed, if none of them was a refusal: one refusal is enough to judge by. */
function silentOnly(lost: readonly Exchange[]): readonly Exchange[] {
  return lost.every((exchange) => unanswered(exchange) !== undefined) ? lost : [];
}
