import { judgeForms, refused } from '../../judging/forms.ts';
import { anchorsOf, hasTwoParts } from '../../predict/anchors.ts';
import type { Rule } from '../../rule.ts';

export const apikeyIdSecretBothChecked: Rule = {
  id: 'apikey-id-secret-both-checked',
  title: 'Of a key with an id and a secret both parts are checked',
  level: 'MUST',
  family: 'authentication',
  statements: ['RT-14'],
  sources: ['OWASP API2:2023'],
  experiments: ['malformed-credentials'],
  rationale: 'A key that is looked up by its public id and never compared is a key that everybody has.',
  falsePositives: 'Only where the pattern of the secret names its two parts.',
  applies: (model) =>
    anchorsOf(model).some(({ kind }) => hasTwoParts(kind)) || 'no secret has an id and a secret part',
  judge: (view) =>
    judgeForms(
      view,
      { experiment: 'malformed-credentials', step: 'pair-parts', where: ({ kind }) => hasTwoParts(kind) },
      (probe) => refused(view, probe),
    ),
};
