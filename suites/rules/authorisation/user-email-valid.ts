import { groundsOf } from '../../../spec/facts.ts';
import { peopleMaking } from '../../experiments/people-making.ts';
import { aliveOnly } from '../../judging/dead.ts';
import { acceptance, denial } from '../../judging/findings.ts';
import { emailPlace, emailPlaces } from '../../judging/people.ts';
import type { Rule } from '../../rule.ts';

export const userEmailValid: Rule = {
  id: 'user-email-valid',
  title: 'An address must be well formed, but need not exist',
  level: 'MUST',
  family: 'authorisation',
  statements: ['UA-13'],
  sources: [],
  experiments: ['people-making'],
  rationale: 'The address is the user name. It names a service user too, for whom nobody reads mail.',
  falsePositives:
    'Only where the document declares the format. The malformed addresses are so by any grammar.',
  applies: (model) => {
    const making = peopleMaking.applies(model);
    return making !== true
      ? making
      : emailPlaces(model).some(({ schema }) => schema['format'] === 'email') ||
          'no address is declared to be one';
  },
  judge: (view) => {
    const made = view
      .exchanges({ experiment: 'people-making', step: 'make' })
      .map((control) => acceptance(control, { case: `${control.case} with an address that nobody reads` }));
    const refused = view
      .exchanges({ experiment: 'people-making', step: 'make-bad-email' })
      .flatMap((probe) => {
        const operation = view.operation(probe);
        const place = operation === undefined ? undefined : emailPlace(operation);
        if (operation === undefined || place?.schema['format'] !== 'email') return [];
        return [
          denial(view, probe, {
            statuses: [...new Set([operation.refusals.get('invalid-request')?.status ?? 422, 400, 422])],
            grounds: groundsOf(view.model, place),
          }),
        ];
      });
    return aliveOnly(view, [...made, ...refused]);
  },
};
