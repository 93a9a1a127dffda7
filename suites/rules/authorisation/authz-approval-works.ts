import { citationsOf } from '../../../spec/facts.ts';
import { statusText, succeeded } from '../../judging/findings.ts';
import { callerOf, groundsOfReach, hasReach, triedOnItems } from '../../judging/reach.ts';
import { objectWithId } from '../../judging/sweep.ts';
import { parseJson } from '../../lab/read-answer.ts';
import type { Finding, Rule } from '../../rule.ts';

export const authzApprovalWorks: Rule = {
  id: 'authz-approval-works',
  title: 'Who may set the state of a record does set it',
  level: 'MUST',
  family: 'authorisation',
  statements: ['BZ-19', 'BZ-21', 'BZ-49'],
  sources: ['OWASP ASVS 8.2.2'],
  experiments: ['records-reach'],
  rationale: 'A 200 that changes nothing is as bad as a refusal.',
  falsePositives:
    'The state is read back on a record made for this one call. A member that the answer does not show is not judged.',
  applies: (model) => {
    const reach = hasReach(model);
    return reach !== true
      ? reach
      : triedOnItems(model).some(({ set }) => Object.keys(set).length > 0) ||
          'no operation sets the state of a record that some reach';
  },
  judge: (view) =>
    view
      .exchanges({ experiment: 'records-reach', step: 'set-within' })
      .flatMap((control): readonly Finding[] => {
        const operation = view.operation(control);
        if (operation === undefined) return [];
        const grounds = [
          ...groundsOfReach(view.model, operation, callerOf(view.model, control)),
          ...citationsOf(operation, 'security'),
        ];
        const [readBack] = view.readBacksOf(control);
        const base = {
          case: control.case,
          expected: `accepted, and ${JSON.stringify(operation.set)} afterwards`,
          grounds,
          evidence: [control.seq, ...(readBack === undefined ? [] : [readBack.seq])],
        };
        if (!succeeded(control)) return [{ ...base, verdict: 'violated', observed: statusText(control) }];
        const state = parseJson(
          objectWithId(readBack?.response?.body, String(control.detail['record'])) ?? '',
        );
        const wrong = Object.entries(operation.set).filter(
          ([name, value]) =>
            typeof state === 'object' &&
            state !== null &&
            Object.hasOwn(state, name) &&
            Reflect.get(state, name) !== value,
        );
        return [
          {
            ...base,
            verdict: wrong.length === 0 ? 'holds' : 'violated',
            observed:
              wrong.length === 0 ? 'so it is' : `still another ${wrong.map(([name]) => name).join(', ')}`,
          },
        ];
      }),
};
