import { denial } from '../../judging/findings.ts';
import { callerOf, groundsOfReach, hasReach, triedOnItems } from '../../judging/reach.ts';
import { closedStatuses } from '../../judging/sweep.ts';
import type { Rule } from '../../rule.ts';

export const authzBolaRead: Rule = {
  id: 'authz-bola-read',
  title: 'A record beyond reach cannot be read by its id',
  level: 'MUST',
  family: 'authorisation',
  statements: ['BZ-17', 'BZ-22', 'BZ-26', 'UA-18'],
  sources: ['OWASP API1:2023', 'OWASP ASVS 8.2.2'],
  experiments: ['records-reach'],
  rationale: 'Ids are guessed and passed on. The route of one record needs the same check as the list.',
  falsePositives:
    'Counts only where somebody who reaches the record could read it. 403 and 404 are both a refusal.',
  applies: (model) => {
    const reach = hasReach(model);
    return reach !== true
      ? reach
      : triedOnItems(model).some(({ method }) => method === 'GET') ||
          'no operation reads a record that some reach';
  },
  judge: (view) =>
    view.exchanges({ experiment: 'records-reach', step: 'read-beyond' }).flatMap((probe) => {
      const operation = view.operation(probe);
      if (operation === undefined) return [];
      return [
        denial(view, probe, {
          statuses: closedStatuses,
          expected: 'refused',
          grounds: groundsOfReach(view.model, operation, callerOf(view.model, probe)),
        }),
      ];
    }),
};
