import { citationsOf } from '../../../spec/facts.ts';
import type { Exchange } from '../../../spec/history.ts';
import { foreignPeople } from '../../experiments/foreign-people.ts';
import { denial, succeeded } from '../../judging/findings.ts';
import { objectWithId } from '../../judging/sweep.ts';
import { hidden } from '../../judging/tenants.ts';
import type { View } from '../../judging/view.ts';
import type { Finding, Rule } from '../../rule.ts';

const experiment = 'foreign-people';

export const peopleOfOthersClosed: Rule = {
  id: 'people-of-others-closed',
  title: 'People of another tenant can be neither read nor changed nor removed by their id',
  level: 'MUST',
  family: 'tenancy',
  statements: [],
  general: ['authz-tenant-isolation'],
  sources: ['OWASP API1:2023', 'OWASP ASVS 8.4.1'],
  experiments: [experiment],
  rationale:
    'Who administers one tenant is nobody in the next; an id that is guessed must not make the difference.',
  falsePositives:
    'Counts only where the same call on somebody of the own tenant succeeded; the person belongs to the other tenant alone.',
  applies: (model) => foreignPeople.applies(model),
  judge: (view) =>
    view
      .exchanges({ experiment, step: ['foreign', 'foreign-below-own'] })
      .flatMap((probe): readonly Finding[] => {
        const operation = view.operation(probe);
        if (operation === undefined) return [];
        const declared = operation.refusals.get('foreign-record')?.status ?? 404;
        return [
          denial(view, probe, {
            statuses: [...new Set([declared, ...hidden])],
            case: `${probe.case}${probe.step === 'foreign' ? '' : ', below the own tenant'}`,
            grounds: citationsOf(operation, 'relation'),
            also: () => effectOf(view, probe),
          }),
        ];
      }),
};

/** What the other tenant sees of a refused call, where it can be read. */
function effectOf(view: View, probe: Exchange): string | undefined {
  const read = (step: string) => {
    const found = view.exchanges({ experiment, step, case: probe.case }).find(succeeded);
    return objectWithId(found?.response?.body, String(probe.detail['user']));
  };
  const before = read('state-before');
  return before === undefined || before === read('state-after')
    ? undefined
    : 'refused, but done all the same';
}
