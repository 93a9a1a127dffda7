import { judgeForms, refused } from '../../judging/forms.ts';
import { hasAnchor } from '../../predict/anchors.ts';
import type { Rule } from '../../rule.ts';

export const credentialExactMatch: Rule = {
  id: 'credential-exact-match',
  title: 'Only the very key or password authenticates, nothing close to it',
  level: 'MUST',
  family: 'authentication',
  statements: ['CD-31', 'RT-05'],
  sources: ['OWASP API2:2023'],
  experiments: ['malformed-credentials'],
  rationale: 'Comparing without case, by prefix, or only so many bytes makes many values out of one.',
  falsePositives:
    'A hexadecimal secret in the other letter case decodes to the same bytes; that is only a warning.',
  applies: (model) => hasAnchor(model, 'key', 'basic'),
  judge: (view) =>
    judgeForms(
      view,
      { experiment: 'malformed-credentials', step: 'altered', sorts: ['key', 'basic'] },
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
