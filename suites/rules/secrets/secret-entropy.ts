import { finding } from '../../judging/findings.ts';
import { someOrReason, workingKinds } from '../../predict/kinds.ts';
import type { Rule } from '../../rule.ts';

export const secretEntropy: Rule = {
  id: 'secret-entropy',
  title: 'A secret leaves at least 128 bits to guess',
  level: 'MUST',
  family: 'secrets',
  statements: ['UA-07', 'CD-30'],
  general: ['fmt-entropy'],
  sources: ['RFC 6749 §10.10', 'OWASP ASVS 11.5.1'],
  experiments: ['secret-samples'],
  rationale: 'A short or counted secret can be found by trying.',
  falsePositives:
    'Twenty samples can refute, never prove: positions that hardly vary count nothing, all others what their common alphabet holds.',
  applies: (model) =>
    someOrReason(
      workingKinds(model).filter(({ secret }) => secret.kind === 'opaque'),
      'no opaque secret can be had anew',
    ),
  judge: (view) =>
    view
      .notes('figure', 'secret-samples')
      .filter(({ about }) => about.startsWith('secret-bits '))
      .map(({ about, message, value = 0 }) =>
        finding(value >= 128, {
          case: about.slice('secret-bits '.length),
          expected: 'at least 128 bits by twenty samples',
          observed: `${value}: ${message}`,
          evidence: [],
        }),
      ),
};
