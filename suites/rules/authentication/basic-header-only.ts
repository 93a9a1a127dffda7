import { groundsOf } from '../../../spec/facts.ts';
import { judgeForms, refused } from '../../judging/forms.ts';
import { hasAnchor } from '../../predict/anchors.ts';
import type { Rule } from '../../rule.ts';

export const basicHeaderOnly: Rule = {
  id: 'basic-header-only',
  title: 'Basic credentials are accepted in Authorization only',
  level: 'SHOULD',
  family: 'authentication',
  statements: ['CD-06'],
  sources: ['RFC 7617 §2', 'OWASP ASVS 5.0 14.2.1'],
  experiments: ['cross-channel'],
  rationale: 'Convenience fall-backs put keys and passwords into logs.',
  falsePositives: 'Places that the document declares are not tried.',
  applies: (model) => hasAnchor(model, 'basic'),
  judge: (view) =>
    judgeForms(
      view,
      {
        experiment: 'cross-channel',
        step: ['in-query', 'in-cookie', 'in-field', 'in-body'],
        sorts: ['basic'],
      },
      (probe, anchor) =>
        refused(view, probe, { grounds: groundsOf(view.model, anchor.scheme, 'scheme', 'in', 'value') }),
    ),
};
