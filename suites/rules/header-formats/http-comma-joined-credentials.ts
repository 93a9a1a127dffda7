import { judgeForms, refused } from '../../judging/forms.ts';
import { anchorsOfSort } from '../../predict/anchors.ts';
import type { Rule } from '../../rule.ts';

export const httpCommaJoinedCredentials: Rule = {
  id: 'http-comma-joined-credentials',
  title: 'Two credentials joined by a comma do not authenticate',
  level: 'SHOULD',
  family: 'header-formats',
  statements: ['UA-03'],
  sources: ['RFC 9110 §5.3', 'RFC 9110 §11.4'],
  experiments: ['malformed-credentials'],
  rationale: 'An un-anchored search finds the good credential anywhere in the value.',
  falsePositives: 'None known: Authorization is not a list.',
  applies: (model) =>
    anchorsOfSort(model).some(({ scheme }) => scheme.carrier.in === 'header') ||
    'no GET operation takes a credential in a header field',
  judge: (view) =>
    judgeForms(
      view,
      {
        experiment: 'malformed-credentials',
        step: 'comma-joined',
        where: ({ scheme }) => scheme.carrier.in === 'header',
      },
      (probe) => refused(view, probe),
    ),
};
