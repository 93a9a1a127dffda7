import { groundsOf } from '../../../spec/facts.ts';
import { judgeForms, refused } from '../../judging/forms.ts';
import { hasAnchor } from '../../predict/anchors.ts';
import type { Rule } from '../../rule.ts';

export const basicStrictBase64: Rule = {
  id: 'basic-strict-base64',
  title: 'Base64 that is not canonical does not authenticate',
  level: 'SHOULD',
  family: 'header-formats',
  statements: ['CD-07'],
  sources: ['RFC 4648 §3.3', 'RFC 4648 §3.5'],
  experiments: ['malformed-credentials'],
  rationale:
    'A decoder that skips junk gives one credential endless spellings, which slip past caches, limits and deny lists.',
  falsePositives: 'Only texts that differ from the true one and decode to the same bytes are tried.',
  applies: (model) => hasAnchor(model, 'basic'),
  judge: (view) =>
    judgeForms(
      view,
      { experiment: 'malformed-credentials', step: 'basic-base64', sorts: ['basic'] },
      (probe, anchor) =>
        refused(view, probe, { grounds: groundsOf(view.model, anchor.scheme, 'scheme', 'in', 'value') }),
    ),
};
