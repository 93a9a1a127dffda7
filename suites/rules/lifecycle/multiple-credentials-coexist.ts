import { citationsOf } from '../../../spec/facts.ts';
import { finding } from '../../judging/findings.ts';
import { issueRounds } from '../../judging/issue-rounds.ts';
import { sightingOf } from '../../judging/lists.ts';
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
  falsePositives:
    'Looked up in lists only where answers show ids; what is not on the first of several pages is not missed.',
  applies: (model) => someOrReason(issuedKinds(model), 'no operation issues credentials'),
  judge: (view) =>
    issueRounds(view).map(({ issuer, made, lists, unread }) => {
      const ids = made.flatMap(({ id }) => id ?? []);
      const named = made.filter(({ id }) => id !== undefined);
      const sightings = [...lists, ...unread].map(({ operation, exchange }) =>
        sightingOf(operation, exchange, named),
      );
      const lost = sightings.flatMap(({ missing }) => missing);
      const unclear = sightings.find((one) => one.unclear !== undefined)?.unclear;
      const distinct =
        new Set(made.map(({ credential }) => credential)).size === made.length &&
        new Set(ids).size === ids.length;
      const holds = distinct && lost.length === 0;
      const base = {
        case: issuer.key,
        expected: 'different ids and values, each in the list',
        observed: distinct
          ? lost.length === 0
            ? `${made.length} side by side`
            : `${lost.length} of them not in the list`
          : 'an id or value came twice',
        evidence: [
          ...made.flatMap(({ by }) => by ?? []),
          ...[...lists, ...unread].map(({ exchange }) => exchange.seq),
        ],
        grounds: citationsOf(view.model.credentials.get(issuer.object) ?? issuer, 'count'),
      };
      return holds && unclear !== undefined
        ? { ...base, verdict: 'untestable', observed: unclear }
        : finding(holds, base);
    }),
};
