import { finding, statusText, succeeded, unanswered } from '../../judging/findings.ts';
import { judgeForms } from '../../judging/forms.ts';
import { normalBody } from '../../judging/normal-body.ts';
import { orNone } from '../../judging/passive.ts';
import { hasAnchor } from '../../predict/anchors.ts';
import type { Rule } from '../../rule.ts';

export const cacheCrossUser: Rule = {
  id: 'cache-cross-user',
  title: 'One caller never gets what was kept for another',
  level: 'MUST',
  family: 'caching',
  statements: ['BZ-03', 'RG-44'],
  sources: ['RFC 9111 §3.5', 'RFC 9111 §7.3'],
  experiments: ['kept-connection'],
  rationale: "A cache keyed by URL alone gives the first caller's data to all that follow.",
  falsePositives:
    'Counts only where the two callers see different data at all. Request ids, times and quotas are masked before comparing; an answer that is like neither is not judged.',
  applies: (model) => hasAnchor(model),
  judge: (view) =>
    orNone(
      judgeForms(view, { experiment: 'kept-connection', step: ['kept-other', 'fresh-other'] }, (probe) => {
        const own = view.controlOf(probe);
        const first = view.exchanges({
          experiment: 'kept-connection',
          step: 'kept-good',
          case: probe.case,
        })[0];
        const base = {
          case: `${probe.case}: ${probe.step}`,
          expected: "the caller's own data",
          evidence: [
            ...(own === undefined ? [] : [own.seq]),
            ...(first === undefined ? [] : [first.seq]),
            probe.seq,
          ],
        };
        if (!succeeded(own) || !succeeded(first))
          return { ...base, verdict: 'untestable', observed: 'one of the two callers was refused' };
        const [ownData, firstData, data] = [own, first, probe].map((one) =>
          normalBody(one?.response?.body, 'data'),
        );
        if (ownData === firstData)
          return { ...base, verdict: 'noted', observed: 'both callers see the same data' };
        if (data === firstData) return finding(false, { ...base, observed: "the other caller's data" });
        if (data === ownData) return finding(true, { ...base, observed: statusText(probe) });
        const why = succeeded(probe) ? 'data that neither caller saw before' : unanswered(probe);
        return why === undefined
          ? finding(false, { ...base, observed: statusText(probe) })
          : { ...base, verdict: 'untestable', observed: why };
      }),
      'a second caller who may read the URL',
    ),
};
