import { acceptedAlike, judgeForms } from '../../judging/forms.ts';
import { anchorsOfSort } from '../../predict/anchors.ts';
import type { Rule } from '../../rule.ts';

export const httpFieldNameCaseInsensitive: Rule = {
  id: 'http-field-name-case-insensitive',
  title: 'The name of the field that carries the credential may be written in any letter case',
  level: 'MUST',
  family: 'header-formats',
  statements: ['RT-06'],
  sources: ['RFC 9110 §5.1'],
  experiments: ['malformed-credentials'],
  rationale: 'Field names have no case. HTTP/2 sends them in lower case only.',
  falsePositives: 'Sent over a raw socket, since client libraries rewrite the name.',
  applies: (model) =>
    anchorsOfSort(model).some(({ scheme }) => scheme.carrier.in === 'header') ||
    'no GET operation takes a credential in a header field',
  judge: (view) =>
    judgeForms(
      view,
      {
        experiment: 'malformed-credentials',
        step: 'field-name-case',
        where: ({ scheme }) => scheme.carrier.in === 'header',
      },
      (probe) => acceptedAlike(view, probe),
    ),
};
