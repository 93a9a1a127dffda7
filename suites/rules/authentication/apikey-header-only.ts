import { groundsOf } from '../../../spec/facts.ts';
import { judgeForms, refused } from '../../judging/forms.ts';
import { anchorsOfSort } from '../../predict/anchors.ts';
import type { Rule } from '../../rule.ts';

export const apikeyHeaderOnly: Rule = {
  id: 'apikey-header-only',
  title: 'Keys are accepted in their field only',
  level: 'SHOULD',
  family: 'authentication',
  statements: ['RT-07'],
  sources: ['OWASP API2:2023', 'OWASP ASVS 5.0 14.2.1'],
  experiments: ['cross-channel'],
  rationale: 'Convenience fall-backs put keys into logs.',
  falsePositives: 'Places that the document declares are not tried.',
  applies: (model) =>
    anchorsOfSort(model, 'key').some(({ scheme }) => scheme.carrier.in === 'header') ||
    'no GET operation takes a credential in a header field',
  judge: (view) =>
    judgeForms(
      view,
      {
        experiment: 'cross-channel',
        step: ['in-query', 'in-cookie', 'in-field', 'in-body'],
        sorts: ['key'],
        where: ({ scheme }) => scheme.carrier.in === 'header',
      },
      (probe, anchor) =>
        refused(view, probe, { grounds: groundsOf(view.model, anchor.scheme, 'scheme', 'in', 'value') }),
    ),
};
