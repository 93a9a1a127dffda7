import { citationsOf } from '../../../spec/facts.ts';
import type { AuthModel } from '../../../spec/model.ts';
import { finding } from '../../judging/findings.ts';
import { issueRounds } from '../../judging/issue-rounds.ts';
import { answerPlaces, showing } from '../../judging/lifecycle.ts';
import { sightingOf } from '../../judging/lists.ts';
import { credentialOperations, someOrReason } from '../../predict/kinds.ts';
import type { Finding, Rule } from '../../rule.ts';

export const issueRightsKept: Rule = {
  id: 'issue-rights-kept',
  title: 'A credential is listed with exactly the names that were selected',
  level: 'MUST',
  family: 'lifecycle',
  statements: ['RG-09', 'RG-37', 'RT-17'],
  sources: [],
  experiments: ['issue-and-list'],
  rationale: 'What the list shows is what auditors believe the credential can do.',
  falsePositives: 'Order does not matter. What is not on the first of several pages is not missed.',
  applies: (model) =>
    someOrReason(
      showing(model, 'list', 'rights').filter(({ object }) => takes(model, object)),
      'no list shows the rights that an issuing request takes',
    ),
  judge: (view) =>
    issueRounds(view).flatMap(({ issuer, made, lists, unread }) =>
      [...lists, ...unread].flatMap(({ operation, exchange }): readonly Finding[] => {
        const place = answerPlaces(view.model, [operation.key], `${operation.object}.rights`)[0];
        if (place === undefined || !takes(view.model, operation.object)) return [];
        const { shown, missing, unclear } = sightingOf(operation, exchange, made);
        const wrong = [
          ...missing,
          ...shown.flatMap(([fact, entry]) => (sameNames(entry.get('rights'), fact.rights) ? [] : [fact])),
        ];
        const base = {
          case: `${issuer.key}, seen in ${operation.key} (${exchange.step})`,
          expected: 'exactly the names selected',
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
    request.some((place) => place.attribute === `${kind}.rights` && !place.readOnly),
  );
}

function sameNames(shown: unknown, given: readonly string[] = []): boolean {
  const names = Array.isArray(shown) ? shown.map(String) : String(shown ?? '').split(' ');
  return names.toSorted().join('\n') === given.toSorted().join('\n');
}
