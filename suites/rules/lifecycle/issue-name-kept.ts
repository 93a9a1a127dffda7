import { citationsOf } from '../../../spec/facts.ts';
import type { AuthModel } from '../../../spec/model.ts';
import { finding } from '../../judging/findings.ts';
import { issueRounds } from '../../judging/issue-rounds.ts';
import { answerPlaces, showing } from '../../judging/lifecycle.ts';
import { sightingOf } from '../../judging/lists.ts';
import { credentialOperations, someOrReason } from '../../predict/kinds.ts';
import type { Finding, Rule } from '../../rule.ts';

export const issueNameKept: Rule = {
  id: 'issue-name-kept',
  title: 'A credential is listed under the name that it was given',
  level: 'MUST',
  family: 'lifecycle',
  statements: ['RG-08', 'CD-13', 'UA-23'],
  sources: [],
  experiments: ['issue-and-list'],
  rationale: 'The name is how people find the credential that they must revoke.',
  falsePositives:
    'Only lists that show names of kinds whose issue takes one. What is not on the first of several pages is not missed.',
  applies: (model) =>
    someOrReason(
      showing(model, 'list', 'name').filter(({ object }) => takes(model, object)),
      'no list shows the name that an issuing request takes',
    ),
  judge: (view) =>
    issueRounds(view).flatMap(({ issuer, made, lists, unread }) =>
      [...lists, ...unread].flatMap(({ operation, exchange }): readonly Finding[] => {
        const place = answerPlaces(view.model, [operation.key], `${operation.object}.name`)[0];
        if (place === undefined || !takes(view.model, operation.object)) return [];
        const { shown, missing, unclear } = sightingOf(operation, exchange, made);
        const wrong = [
          ...missing,
          ...shown.flatMap(([fact, entry]) => (entry.get('name') === fact.name ? [] : [fact])),
        ];
        const base = {
          case: `${issuer.key}, seen in ${operation.key} (${exchange.step})`,
          expected: 'the name as given',
          observed:
            wrong.length === 0
              ? `so for ${shown.length} credentials`
              : `not so for ${wrong.map(({ credential }) => credential).join(', ')}`,
          evidence: [
            ...made.filter((fact) => wrong.includes(fact)).flatMap(({ by }) => by ?? []),
            exchange.seq,
          ],
          grounds: citationsOf(place, 'display', 'items'),
        };
        return unclear !== undefined && shown.length === 0
          ? [{ ...base, verdict: 'untestable', observed: unclear }]
          : [finding(wrong.length === 0, base)];
      }),
    ),
};

function takes(model: AuthModel, kind: string): boolean {
  return credentialOperations(model, 'issue', kind).some(({ request }) =>
    request.some((place) => place.attribute === `${kind}.name` && !place.readOnly),
  );
}
