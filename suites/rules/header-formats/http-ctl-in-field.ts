import { judgeForms, refused } from '../../judging/forms.ts';
import { anchorsOfSort } from '../../predict/anchors.ts';
import type { Rule } from '../../rule.ts';

export const httpCtlInField: Rule = {
  id: 'http-ctl-in-field',
  title: 'Control characters in the credential field do not authenticate',
  level: 'MUST',
  family: 'header-formats',
  statements: [],
  sources: ['RFC 9110 §5.5'],
  experiments: ['malformed-credentials'],
  rationale: "NUL and CR end strings and lines in somebody else's parser.",
  falsePositives:
    'They stand inside the secret, so that replacing them by a blank does not give it back; a closed connection is a refusal.',
  applies: (model) =>
    anchorsOfSort(model).some(({ scheme }) => scheme.carrier.in === 'header') ||
    'no GET operation takes a credential in a header field',
  judge: (view) =>
    judgeForms(
      view,
      {
        experiment: 'malformed-credentials',
        step: 'control-characters',
        where: ({ scheme }) => scheme.carrier.in === 'header',
      },
      (probe) => refused(view, probe),
    ),
};
