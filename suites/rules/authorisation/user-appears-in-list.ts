import { groundsOf } from '../../../spec/facts.ts';
import { peopleMaking } from '../../experiments/people-making.ts';
import { finding, statusText, succeeded } from '../../judging/findings.ts';
import type { Finding, Rule } from '../../rule.ts';

export const userAppearsInList: Rule = {
  id: 'user-appears-in-list',
  title: 'Who was made is in the list of people',
  level: 'MUST',
  family: 'authorisation',
  statements: ['UA-22'],
  sources: [],
  experiments: ['people-making'],
  rationale: 'Somebody who can call but is not listed cannot be found when access must end.',
  falsePositives: 'Looked for by address.',
  applies: (model) => {
    const making = peopleMaking.applies(model);
    return making !== true
      ? making
      : model.operations.some(({ objectKind, verb }) => objectKind === 'user' && verb === 'list') ||
          'no operation lists people';
  },
  judge: (view) =>
    view.exchanges({ experiment: 'people-making', step: 'made' }).map((list): Finding => {
      const operation = view.operation(list);
      const email = String(list.detail['email']);
      const base = {
        case: list.case,
        expected: `${email} in the list`,
        evidence: [...(list.readBackOf === undefined ? [] : [list.readBackOf]), list.seq],
        grounds: operation === undefined ? [] : groundsOf(view.model, operation),
      };
      if (!succeeded(list)) return { ...base, verdict: 'untestable', observed: statusText(list) };
      const listed = (list.response?.body ?? '').toLowerCase().includes(email.toLowerCase());
      return finding(listed, { ...base, observed: listed ? 'so it is' : 'not in the list' });
    }),
};
