import type { Exchange } from '../../../spec/history.ts';
import { answeredFinding, statusOf, statusText, succeeded, unanswered } from '../../judging/findings.ts';
import { refused } from '../../judging/forms.ts';
import { normalBody } from '../../judging/normal-body.ts';
import type { View } from '../../judging/view.ts';
import { twoSchemes } from '../../predict/anchors.ts';
import type { Finding, Rule } from '../../rule.ts';

export const apikeyAndBearerConflict: Rule = {
  id: 'apikey-and-bearer-conflict',
  title: 'Two credentials in one request never add up',
  level: 'SHOULD',
  family: 'authentication',
  statements: ['RT-01'],
  sources: ['OWASP ASVS 5.0 6.3.4', 'RFC 6750 §2'],
  experiments: ['two-credentials'],
  rationale:
    'If the first that passes wins, a bad credential goes unseen; if parts of both are used, one lends its rights to the other.',
  falsePositives:
    'Which of two good ones acts is not judged, only that it is always the same and never a mixture; request ids, times and quotas are masked before comparing.',
  applies: (model) => twoSchemes(model) !== undefined || 'no GET takes either of two security schemes',
  judge: (view) => [
    ...view
      .exchanges({ experiment: 'two-credentials', step: 'good-and-bad' })
      .map((probe) => refused(view, probe)),
    ...view.exchanges({ experiment: 'two-credentials', step: 'both-good' }).map((probe) => {
      const alone = [probe.detail['controlA'], probe.detail['controlB']].map((seq) =>
        view.exchange(Number(seq)),
      );
      const base = {
        case: probe.case,
        expected: 'the answer to one of the two, or a refusal',
        observed: statusText(probe),
        evidence: [...alone.flatMap((one) => one?.seq ?? []), probe.seq],
      };
      if (!alone.every(succeeded))
        return { ...base, verdict: 'untestable' as const, observed: 'one of the two did not work alone' };
      const data = normalBody(probe.response?.body, 'data');
      return answeredFinding(
        probe,
        [400, 401, 403].includes(statusOf(probe)) ||
          (succeeded(probe) && alone.some((one) => normalBody(one?.response?.body, 'data') === data)),
        base,
      );
    }),
    ...view
      .exchanges({ experiment: 'two-credentials', step: 'weak-and-good' })
      .map((probe) => borrowed(view, probe)),
  ],
};

/** With a right lent by the other credential, the weak one would get at its own tenant's data. */
function borrowed(view: View, probe: Exchange): Finding {
  const control = view.controlOf(probe);
  const weak = view.exchange(Number(probe.detail['weak']));
  const base = {
    case: probe.case,
    expected: 'what the good one gets alone, or a refusal',
    observed: statusText(probe),
    evidence: [weak, control, probe].flatMap((one) => one?.seq ?? []),
  };
  if (!succeeded(control) || succeeded(weak) || unanswered(weak) !== undefined)
    return { ...base, verdict: 'untestable', observed: 'alone, the two did not behave as they should' };
  const same = normalBody(probe.response?.body, 'data') === normalBody(control?.response?.body, 'data');
  return answeredFinding(
    probe,
    [400, 401, 403, 404].includes(statusOf(probe)) || (succeeded(probe) && same),
    base,
  );
}
