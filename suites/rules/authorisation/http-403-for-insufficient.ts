import { citationsOf } from '../../../spec/facts.ts';
import { aliveOnly } from '../../judging/dead.ts';
import { denial } from '../../judging/findings.ts';
import { hasMatrix, isRefused } from '../../judging/sweep.ts';
import type { Rule } from '../../rule.ts';

export const http403ForInsufficient: Rule = {
  id: 'http-403-for-insufficient',
  title: 'A valid credential without the right is refused with exactly the documented status',
  level: 'SHOULD',
  family: 'authorisation',
  statements: ['RG-20', 'RG-21', 'RT-45', 'BZ-15', 'UA-16'],
  general: ['err-no-wildcard-success'],
  sources: ['RFC 9110 §11.4', 'RFC 9110 §15.5.4'],
  experiments: ['matrix-sweep'],
  rationale:
    '403 tells a client that another login will not help. 401 sends it into a loop, 404 and 422 send its author on a wrong track.',
  falsePositives:
    'The status comes from the document (403 unless it names another). Calls that were not refused at all are the business of another rule.',
  applies: hasMatrix,
  judge: (view) =>
    aliveOnly(
      view,
      view.exchanges({ experiment: 'matrix-sweep', step: 'denied' }).flatMap((probe) => {
        const refusal = view.operation(probe)?.refusals.get('no-right');
        if (refusal === undefined || !isRefused(probe)) return [];
        return [
          denial(view, probe, {
            statuses: [refusal.status],
            grounds: refusal.declared ? citationsOf(refusal) : [],
          }),
        ];
      }),
    ),
};
