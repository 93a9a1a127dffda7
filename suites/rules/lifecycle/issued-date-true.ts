import { citationsOf } from '../../../spec/facts.ts';
import { entryOf } from '../../judging/entries.ts';
import { finding } from '../../judging/findings.ts';
import { instantOf } from '../../judging/instants.ts';
import { issueRounds } from '../../judging/issue-rounds.ts';
import { answerPlaces, showing } from '../../judging/lifecycle.ts';
import { someOrReason } from '../../predict/kinds.ts';
import type { Rule } from '../../rule.ts';

export const issuedDateTrue: Rule = {
  id: 'issued-date-true',
  title: 'The date of issue is the time of creation and never changes',
  level: 'MUST',
  family: 'lifecycle',
  statements: ['RG-39', 'RG-37'],
  sources: [],
  experiments: ['issue-and-list'],
  rationale: 'Audits and rotation policies count from this date.',
  falsePositives: 'Compared with the Date field of the answer that made the credential, within five seconds.',
  applies: (model) => someOrReason(showing(model, 'list', 'issuedAt'), 'no list shows the date of issue'),
  judge: (view) =>
    issueRounds(view).flatMap(({ issuer, made, lists }) =>
      made.flatMap((fact) => {
        const shown = lists.flatMap(({ operation, exchange }) => {
          const value = entryOf(operation, exchange, fact.id)?.get('issuedAt');
          return value === undefined ? [] : [{ exchange, value: instantOf(value) }];
        });
        const createdMs = view.exchange(fact.by)?.response?.dateMs;
        if (shown.length === 0 || createdMs === undefined) return [];
        const holds = shown.every(
          ({ value }) =>
            Math.abs(value - createdMs) <= toleranceMs + view.clockSkewSeconds * 1000 &&
            value === shown[0]?.value,
        );
        return [
          finding(holds, {
            case: `${fact.credential} by ${issuer.key}`,
            expected: `${new Date(createdMs).toISOString()} in every list`,
            observed: [
              ...new Set(
                shown.map(({ value }) => (Number.isNaN(value) ? 'no date' : new Date(value).toISOString())),
              ),
            ].join(', '),
            evidence: [fact.by ?? 0, ...shown.map(({ exchange }) => exchange.seq)],
            grounds: citationsOf(
              answerPlaces(
                view.model,
                showing(view.model, 'list', 'issuedAt').map(({ key }) => key),
                `${issuer.object}.issuedAt`,
              )[0] ?? issuer,
            ),
          }),
        ];
      }),
    ),
};

const toleranceMs = 5_000;
