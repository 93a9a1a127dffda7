import { finding, statusText, succeeded } from '../../judging/findings.ts';
import { callerOf, expectedIn, groundsOfReach, hasReach, holdsId } from '../../judging/reach.ts';
import { relationsOf } from '../../predict/permits.ts';
import type { Finding, Rule } from '../../rule.ts';

export const authzManagerReach: Rule = {
  id: 'authz-manager-reach',
  title: 'Managers reach the records of those whom they manage, and of nobody else',
  level: 'MUST',
  family: 'authorisation',
  statements: ['BZ-20', 'BZ-22'],
  sources: ['OWASP API1:2023', 'OWASP ASVS 8.2.2'],
  experiments: ['records-reach'],
  rationale: 'A check of the role without the relation lets any manager see everybody.',
  falsePositives: 'Who manages whom comes from the fixtures.',
  applies: (model) => {
    const reach = hasReach(model);
    return reach !== true
      ? reach
      : model.operations.some(
          ({ verb, relation }) => verb === 'list' && Object.values(relation).flat().includes('owner.manager'),
        ) || 'no list reaches by management';
  },
  judge: (view) =>
    view.exchanges({ experiment: 'records-reach', step: 'list' }).flatMap((probe): readonly Finding[] => {
      const operation = view.operation(probe);
      const caller = callerOf(view.model, probe);
      const relations = operation === undefined ? [] : relationsOf(operation, caller.owner);
      if (operation === undefined || !relations.includes('owner.manager') || relations.includes('tenant'))
        return [];
      const { within, beyond } = expectedIn(view.model, operation, caller);
      const body = probe.response?.body ?? '';
      const managed = within.filter(({ owner }) => owner !== caller.user?.id);
      const wrong = [
        ...managed.filter(({ id }) => !holdsId(body, id)).map(({ id }) => `without ${id}`),
        ...beyond.filter(({ id }) => holdsId(body, id)).map(({ id }) => `with ${id}`),
      ];
      const base = {
        case: probe.case,
        expected: `of others exactly ${managed.map(({ id }) => id).join(', ') || 'none'}`,
        evidence: [probe.seq],
        grounds: groundsOfReach(view.model, operation, caller),
      };
      if (!succeeded(probe)) return [{ ...base, verdict: 'untestable', observed: statusText(probe) }];
      return [finding(wrong.length === 0, { ...base, observed: wrong.join(', ') || 'so it is' })];
    }),
};
