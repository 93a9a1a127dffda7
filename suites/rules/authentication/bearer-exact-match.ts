import { judgeForms, refused } from '../../judging/forms.ts';
import { hasAnchor } from '../../predict/anchors.ts';
import type { Rule } from '../../rule.ts';

export const bearerExactMatch: Rule = {
  id: 'bearer-exact-match',
  title: 'Only the very token authenticates, nothing close to it',
  level: 'MUST',
  family: 'authentication',
  statements: ['RG-02', 'UA-06'],
  general: ['fmt-checksum'],
  sources: ['RFC 6749 §10.3', 'RFC 6749 §10.10'],
  experiments: ['malformed-credentials'],
  rationale: 'Comparing without case, by prefix, or only so many bytes makes many values out of one.',
  falsePositives:
    'A hexadecimal secret in the other letter case decodes to the same bytes; that is only a warning.',
  applies: (model) => hasAnchor(model, 'bearer'),
  judge: (view) =>
    judgeForms(
      view,
      { experiment: 'malformed-credentials', step: 'altered', sorts: ['bearer'] },
      (probe, { kind }) => {
        const alphabets = view
          .facts('issued')
          .filter(({ type }) => type === kind.name)
          .map(({ secret }) => secret.alphabet);
        const hexCase =
          probe.case.endsWith('letter case flipped') &&
          alphabets.length > 0 &&
          alphabets.every((text) => /^[0-9a-f]+$/i.test(text));
        return refused(
          view,
          probe,
          hexCase ? { grounds: [{ statement: 'hexadecimal', basis: 'assumed' }] } : {},
        );
      },
    ),
};
