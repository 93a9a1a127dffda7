import { finding, statusOf, statusText, succeeded, unanswered } from '../../judging/findings.ts';
import { judgeForms } from '../../judging/forms.ts';
import { normalBody } from '../../judging/normal-body.ts';
import { orNone } from '../../judging/passive.ts';
import { hasAnchor } from '../../predict/anchors.ts';
import type { Rule } from '../../rule.ts';

const experiment = 'conditional-requests';

export const cacheEtagPerUser: Rule = {
  id: 'cache-etag-per-user',
  title: "One caller's validator does not say unchanged to another who sees other data",
  level: 'SHOULD',
  family: 'caching',
  statements: [],
  sources: ['RFC 9110 §8.8.3'],
  experiments: [experiment],
  rationale:
    "An ETag made of the collection's version alone lets a cache hand one caller's copy to the next: 304 says that it is his.",
  falsePositives:
    'Only where answers have an ETag and the two callers see different data; request ids, times and quotas are masked before comparing.',
  applies: (model) => hasAnchor(model),
  judge: (view) =>
    orNone(
      judgeForms(view, { experiment, step: 'other-with-etag' }, (probe) => {
        const own = view.controlOf(probe);
        const [first] = view.exchanges({ experiment, step: 'control', case: probe.case });
        const base = {
          case: probe.case,
          expected: 'not 304',
          observed: statusText(probe),
          evidence: [first, own, probe].flatMap((one) => one?.seq ?? []),
        };
        if (!succeeded(own) || !succeeded(first))
          return { ...base, verdict: 'untestable', observed: 'one of the two callers was refused' };
        const [a, b] = [first, own].map((one) => normalBody(one?.response?.body, 'data'));
        if (a === b) return { ...base, verdict: 'noted', observed: 'both callers see the same data' };
        const silence = unanswered(probe);
        if (silence !== undefined) return { ...base, verdict: 'untestable', observed: silence };
        return finding(statusOf(probe) !== 304, base);
      }),
      'an ETag, and a second caller who may read the URL',
    ),
};
