import { citationsOf } from '../../../spec/facts.ts';
import type { Exchange } from '../../../spec/history.ts';
import { foreignPeople } from '../../experiments/foreign-people.ts';
import { denial, statusOf, statusText, succeeded } from '../../judging/findings.ts';
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
    'Counts only where the same call on somebody of the own tenant succeeded; the person belongs to the other tenant alone, the caller not to it. That something was done counts only where the person could be read before, and answers afterwards tell.',
  applies: (model) => foreignPeople.applies(model),
  judge: (view) =>
    view
      .exchanges({ experiment, step: ['foreign', 'foreign-below-own'] })
      .flatMap((probe): readonly Finding[] => {
        const operation = view.operation(probe);
        if (operation === undefined) return [];
        const declared = operation.refusals.get('foreign-record')?.status ?? 404;
        const found = denial(view, probe, {
          statuses: [...new Set([declared, ...hidden])],
          case: `${probe.case}${probe.step === 'foreign' ? '' : ', below the own tenant'}`,
          grounds: citationsOf(operation, 'relation'),
        });
        return [found.verdict === 'holds' ? withState(view, probe, found) : found];
      }),
};

/** What the other tenant sees of a refused call, where it could read the person before. */
function withState(view: View, probe: Exchange, found: Finding): Finding {
  const read = (step: string) => view.exchanges({ experiment, step, case: probe.case })[0];
  const seen = (exchange: Exchange | undefined) =>
    succeeded(exchange) ? objectWithId(exchange?.response?.body, String(probe.detail['user'])) : undefined;
  const [before, after] = [read('state-before'), read('state-after')];
  if (seen(before) === undefined || seen(before) === seen(after)) return found;
  const evidence = [
    ...found.evidence,
    ...[before, after].flatMap((one) => (one === undefined ? [] : [one.seq])),
  ];
  // A read that is refused or fails does not tell whether somebody is gone; 404 and 410 do.
  return succeeded(after) || [404, 410].includes(statusOf(after))
    ? { ...found, verdict: 'violated', observed: 'refused, but done all the same', evidence }
    : {
        ...found,
        verdict: 'untestable',
        observed: `refused; what became of the person is not told by ${statusText(after)}`,
        evidence,
      };
}
