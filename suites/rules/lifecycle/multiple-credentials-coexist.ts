import { citationsOf } from '../../../spec/facts.ts';
import { entryOf } from '../../judging/entries.ts';
import { finding } from '../../judging/findings.ts';
import { issueRounds } from '../../judging/issue-rounds.ts';
import { issuedKinds, someOrReason } from '../../predict/kinds.ts';
import type { Rule } from '../../rule.ts';

export const multipleCredentialsCoexist: Rule = {
  id: 'multiple-credentials-coexist',
  title: 'Several credentials, also of one name, exist side by side',
  level: 'MUST',
  family: 'lifecycle',
  statements: ['RG-13', 'RG-14', 'UA-24', 'CD-35'],
  sources: [],
  experiments: ['issue-and-list'],
  rationale: 'A new credential must not take the place of an earlier one of the same name, role or user.',
  falsePositives: 'Names are compared in lists only where lists show ids.',
  applies: (model) => someOrReason(issuedKinds(model), 'no operation issues credentials'),
  judge: (view) =>
    issueRounds(view).map(({ issuer, made, lists }) => {
      const ids = made.flatMap(({ id }) => id ?? []);
      const lost = lists.flatMap(({ operation, exchange }) =>
        ids.filter((id) => entryOf(operation, exchange, id) === undefined),
      );
      const distinct =
        new Set(made.map(({ credential }) => credential)).size === made.length &&
        new Set(ids).size === ids.length;
      return finding(distinct && lost.length === 0, {
        case: issuer.key,
        expected: 'different ids and values, each in the list',
        observed: distinct
          ? lost.length === 0
            ? `${made.length} side by side`
            : `${lost.length} of them not in the list`
          : 'an id or value came twice',
        evidence: [...made.flatMap(({ by }) => by ?? []), ...lists.map(({ exchange }) => exchange.seq)],
        grounds: citationsOf(view.model.credentials.get(issuer.object) ?? issuer, 'count'),
      });
    }),
};
