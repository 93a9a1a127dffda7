import { groundsOf } from '../../../spec/facts.ts';
import { statusText, succeeded } from '../../judging/findings.ts';
import { judgeForms, refused } from '../../judging/forms.ts';
import { hasAnchor } from '../../predict/anchors.ts';
import type { Rule } from '../../rule.ts';

export const basicColonless: Rule = {
  id: 'basic-colonless',
  title: 'Basic credentials are a user name and a password, with a colon',
  level: 'MUST',
  family: 'header-formats',
  statements: ['CD-04'],
  sources: ['RFC 7617 §2'],
  experiments: ['malformed-credentials'],
  rationale: 'A text without a colon has no password; a server may take it for a pair with an empty one.',
  falsePositives:
    'A vendor whose documented form has no colon declares a departure; that excuses this form alone, and those with a colon must still fail. Says nothing where the documented form was not accepted.',
  applies: (model) => hasAnchor(model, 'basic'),
  judge: (view) =>
    judgeForms(
      view,
      { experiment: 'malformed-credentials', step: ['basic-colon', 'control'], sorts: ['basic'] },
      (probe, { scheme }) => {
        if (probe.step === 'basic-colon')
          return {
            ...refused(view, probe),
            grounds: groundsOf(view.model, scheme, 'value'),
            // What departs is that the documented form has no colon, not that others pass beside it.
            ...(scheme.template.includes(':') ? {} : { strictlyJudged: true }),
          };
        if (scheme.template.includes(':')) return undefined;
        return {
          case: `${scheme.name}: documented form`,
          verdict: succeeded(probe) ? 'violated' : 'untestable',
          expected: 'a colon in the decoded text',
          evidence: [probe.seq],
          observed: succeeded(probe)
            ? 'a text without a colon is accepted'
            : `the documented form was not accepted (${statusText(probe)})`,
        };
      },
    ),
};
