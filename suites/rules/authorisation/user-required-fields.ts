import { groundsOf } from '../../../spec/facts.ts';
import { peopleMaking } from '../../experiments/people-making.ts';
import { denial } from '../../judging/findings.ts';
import { creators, requiredOf } from '../../predict/people.ts';
import type { Rule } from '../../rule.ts';

export const userRequiredFields: Rule = {
  id: 'user-required-fields',
  title: 'Nobody is made without the required members',
  level: 'MUST',
  family: 'authorisation',
  statements: ['UA-12'],
  sources: ['OWASP ASVS 2.2.1'],
  experiments: ['people-making'],
  rationale: 'Whoever has no name or address cannot be told apart later.',
  falsePositives:
    'Which members are required is taken from the document. Any of 400, 409 and 422 is a refusal.',
  applies: (model) => {
    const making = peopleMaking.applies(model);
    return making !== true
      ? making
      : creators(model).some((operation) => requiredOf(operation).length > 0) || 'no member is required';
  },
  judge: (view) =>
    view.exchanges({ experiment: 'people-making', step: 'make-without' }).flatMap((probe) => {
      const operation = view.operation(probe);
      if (operation === undefined) return [];
      return [
        denial(view, probe, {
          statuses: [...new Set([operation.refusals.get('invalid-request')?.status ?? 422, 400, 422])],
          grounds: groundsOf(view.model, operation),
        }),
      ];
    }),
};
