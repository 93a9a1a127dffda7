import { finding } from '../../judging/findings.ts';
import { someOrReason, workingKinds } from '../../predict/kinds.ts';
import type { Rule } from '../../rule.ts';

export const fmtNoEmbeddedIdentity: Rule = {
  id: 'fmt-no-embedded-identity',
  title: 'A secret does not hold names of its user or tenant',
  level: 'SHOULD',
  family: 'secrets',
  statements: [],
  sources: ['OWASP API2:2023'],
  experiments: ['secret-samples'],
  rationale: 'What is built from known names can be built by others, and tells who its owner is.',
  falsePositives:
    'Only opaque secrets: a JWT holds claims by design. Names shorter than four characters are not searched for.',
  applies: (model) =>
    someOrReason(
      workingKinds(model).filter(({ secret }) => secret.kind === 'opaque'),
      'no opaque secret can be had anew',
    ),
  judge: (view) =>
    view
      .notes('figure', 'secret-samples')
      .filter(({ about }) => about.startsWith('secret-identity '))
      .map(({ about, message, value = 0 }) =>
        finding(value === 0, {
          case: about.slice('secret-identity '.length),
          expected: 'no id, address or tenant in the secret, in clear, Base64 or hexadecimal',
          observed: `${value}: ${message}`,
          evidence: [],
        }),
      ),
};
