import { finding, statusText, succeeded } from '../../judging/findings.ts';
import { judgeForms } from '../../judging/forms.ts';
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
  falsePositives: 'Counts only where the two callers see different data at all.',
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
        if (own?.response?.body === first?.response?.body)
          return { ...base, verdict: 'noted', observed: 'both callers see the same data' };
        const foreign = probe.response?.body === first?.response?.body;
        return finding(probe.response?.body === own?.response?.body, {
          ...base,
          observed: foreign ? "the other caller's data" : statusText(probe),
        });
      }),
      'a second caller who may read the URL',
    ),
};
