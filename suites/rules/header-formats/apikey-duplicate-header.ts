import { judgeForms, refused } from '../../judging/forms.ts';
import { anchorsOfSort } from '../../predict/anchors.ts';
import type { Rule } from '../../rule.ts';

export const apikeyDuplicateHeader: Rule = {
  id: 'apikey-duplicate-header',
  title: 'A repeated key field does not authenticate',
  level: 'SHOULD',
  family: 'header-formats',
  statements: ['RT-07'],
  sources: ['RFC 9110 §5.3'],
  experiments: ['malformed-credentials'],
  rationale: 'Servers join repeated fields with a comma or take one of them; a lenient split accepts any.',
  falsePositives: 'The same key twice is reported and not judged.',
  applies: (model) =>
    anchorsOfSort(model, 'key').some(({ scheme }) => scheme.carrier.in === 'header') ||
    'no GET operation takes a credential in a header field',
  judge: (view) =>
    judgeForms(
      view,
      { experiment: 'malformed-credentials', step: 'duplicate-lines', sorts: ['key'] },
      (probe) => {
        const found = refused(view, probe);
        return probe.case.endsWith('the same twice') && found.verdict === 'violated'
          ? { ...found, verdict: 'noted' }
          : found;
      },
    ),
};
