import { aliveOnly } from '../../judging/dead.ts';
import { finding, requestText, statusOf, statusText, unanswered } from '../../judging/findings.ts';
import { hasMatrix } from '../../judging/sweep.ts';
import type { Finding, Rule } from '../../rule.ts';

export const authz401Vs403: Rule = {
  id: 'authz-401-vs-403',
  title: '401 is for callers who are not known, 403 for callers who are',
  level: 'SHOULD',
  family: 'authorisation',
  statements: ['RG-21', 'RT-45', 'UA-16'],
  sources: ['RFC 9110 §11.4', 'RFC 9110 §15.5.2', 'RFC 9110 §15.5.4'],
  experiments: ['matrix-sweep', 'anonymous-calls'],
  rationale: 'A client logs in again on 401 and gives up on 403. Mixed up, it does the wrong thing for ever.',
  falsePositives: 'Operations whose document names other statuses are left out; 404 that hides is fine.',
  applies: hasMatrix,
  judge: (view) => {
    const known = view
      .exchanges({ experiment: 'matrix-sweep', step: ['denied', 'denied-head'] })
      .flatMap((probe): readonly Finding[] => {
        const documented = view.operation(probe)?.refusals.get('no-right')?.status;
        if (documented === 401 || unanswered(probe) !== undefined) return [];
        return [
          finding(statusOf(probe) !== 401, {
            case: `${probe.request.method === 'HEAD' ? 'HEAD: ' : ''}${probe.case}`,
            expected: 'not 401: the caller is known',
            observed: statusText(probe),
            evidence: [probe.seq],
          }),
        ];
      });
    const unknown = view
      .exchanges({ experiment: 'anonymous-calls', step: 'without-credential' })
      .flatMap((probe): readonly Finding[] => {
        const documented = view.operation(probe)?.refusals.get('no-credential')?.status;
        if (documented === 403 || unanswered(probe) !== undefined) return [];
        return [
          finding(statusOf(probe) !== 403, {
            case: `nobody × ${requestText(probe)}`,
            expected: 'not 403: nobody is known',
            observed: statusText(probe),
            evidence: [probe.seq],
          }),
        ];
      });
    return [...aliveOnly(view, known), ...unknown];
  },
};
