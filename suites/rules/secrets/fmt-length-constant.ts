import { finding } from '../../judging/findings.ts';
import { someOrReason, workingKinds } from '../../predict/kinds.ts';
import type { Rule } from '../../rule.ts';

export const fmtLengthConstant: Rule = {
  id: 'fmt-length-constant',
  title: 'All secrets of a kind have the same length',
  level: 'SHOULD',
  family: 'secrets',
  statements: ['UA-05', 'UA-07'],
  sources: [],
  experiments: ['secret-samples'],
  rationale: 'Lengths that vary come from numbers without padding or from clear text inside.',
  falsePositives: 'Only opaque secrets: the length of a JWT follows its claims.',
  applies: (model) =>
    someOrReason(
      workingKinds(model).filter(({ secret }) => secret.kind === 'opaque'),
      'no opaque secret can be had anew',
    ),
  judge: (view) =>
    workingKinds(view.model)
      .filter(({ secret }) => secret.kind === 'opaque')
      .flatMap((kind) => {
        const made = view
          .facts('issued')
          .filter((fact) => fact.type === kind.name && fact.how !== 'fixture' && fact.how !== 'forged');
        const lengths = [...new Set(made.map(({ secret }) => secret.length))];
        if (made.length < 2) return [];
        return [
          finding(lengths.length === 1, {
            case: kind.name,
            expected: 'one length',
            observed: `${lengths.length === 1 ? 'always' : 'lengths'} ${lengths.toSorted((a, b) => a - b).join(', ')}`,
            evidence: lengths
              .slice(0, 3)
              .flatMap((length) => made.find(({ secret }) => secret.length === length)?.by ?? []),
          }),
        ];
      }),
};
