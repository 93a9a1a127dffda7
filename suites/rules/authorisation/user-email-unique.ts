import { groundsOf } from '../../../spec/facts.ts';
import { peopleMaking } from '../../experiments/people-making.ts';
import { denial } from '../../judging/findings.ts';
import { emailPlace, emailPlaces } from '../../judging/people.ts';
import type { Rule } from '../../rule.ts';

export const userEmailUnique: Rule = {
  id: 'user-email-unique',
  title: 'An address belongs to one person, in whatever letters it is written',
  level: 'MUST',
  family: 'authorisation',
  statements: ['UA-14'],
  sources: ['OWASP ASVS 6.3.8'],
  experiments: ['people-making'],
  rationale: 'With two people of one name, a credential resolves to the wrong one.',
  falsePositives:
    'Any of 400, 409 and 422 is a refusal; an answer that hides whether the address is taken must still make nobody.',
  applies: (model) => {
    const making = peopleMaking.applies(model);
    return making !== true ? making : emailPlaces(model).length > 0 || 'people are made without an address';
  },
  judge: (view) =>
    view.exchanges({ experiment: 'people-making', step: 'make-taken-email' }).flatMap((probe) => {
      const operation = view.operation(probe);
      const place = operation === undefined ? undefined : emailPlace(operation);
      if (operation === undefined || place === undefined) return [];
      return [
        denial(view, probe, {
          statuses: [...new Set([operation.refusals.get('duplicate')?.status ?? 409, 400, 409, 422])],
          grounds: groundsOf(view.model, place),
        }),
      ];
    }),
};
