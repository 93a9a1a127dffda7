import { acceptedAlike, judgeForms } from '../../judging/forms.ts';
import { anchorsOfSort } from '../../predict/anchors.ts';
import type { Rule } from '../../rule.ts';

export const httpOwsTrimmed: Rule = {
  id: 'http-ows-trimmed',
  title: 'Blanks around the field value change nothing',
  level: 'MUST',
  family: 'header-formats',
  statements: [],
  sources: ['RFC 9110 §5.5'],
  experiments: ['malformed-credentials'],
  rationale:
    'Optional whitespace around a value is not part of it; a key compared with its trailing blank is never equal.',
  falsePositives: 'Sent over a raw socket, since client libraries trim.',
  applies: (model) =>
    anchorsOfSort(model).some(({ scheme }) => scheme.carrier.in === 'header') ||
    'no GET operation takes a credential in a header field',
  judge: (view) =>
    judgeForms(
      view,
      {
        experiment: 'malformed-credentials',
        step: 'outer-whitespace',
        where: ({ scheme }) => scheme.carrier.in === 'header',
      },
      (probe) => acceptedAlike(view, probe),
    ),
};
