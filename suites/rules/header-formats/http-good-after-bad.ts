import { acceptedAlike, judgeForms } from '../../judging/forms.ts';
import { hasAnchor } from '../../predict/anchors.ts';
import type { Rule } from '../../rule.ts';

export const httpGoodAfterBad: Rule = {
  id: 'http-good-after-bad',
  title: 'A good credential works after many bad ones',
  level: 'SHOULD',
  family: 'header-formats',
  statements: [],
  sources: ['OWASP ASVS 5.0 6.3.1'],
  experiments: ['malformed-credentials'],
  rationale: 'Broken credentials of one caller must not lock out or poison those of another.',
  falsePositives: 'Declared limits on failures are waited out before.',
  applies: (model) => hasAnchor(model),
  judge: (view) =>
    judgeForms(view, { experiment: 'malformed-credentials', step: 'still-works' }, (probe) =>
      acceptedAlike(view, probe),
    ),
};
