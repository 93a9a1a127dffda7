import { citationsOf } from '../../../spec/facts.ts';
import type { AuthModel } from '../../../spec/model.ts';
import { entryOf } from '../../judging/entries.ts';
import { finding } from '../../judging/findings.ts';
import { issueRounds } from '../../judging/issue-rounds.ts';
import { answerPlaces, showing } from '../../judging/lifecycle.ts';
import { credentialOperations, someOrReason } from '../../predict/kinds.ts';
import type { Rule } from '../../rule.ts';

export const issueNameKept: Rule = {
  id: 'issue-name-kept',
  title: 'A credential is listed under the name that it was given',
  level: 'MUST',
  family: 'lifecycle',
  statements: ['RG-08', 'CD-13', 'UA-23'],
  sources: [],
  experiments: ['issue-and-list'],
  rationale: 'The name is how people find the credential that they must revoke.',
  falsePositives: 'Only lists that show names of kinds whose issue takes one.',
  applies: (model) =>
    someOrReason(
      showing(model, 'list', 'name').filter(({ object }) => takes(model, object)),
      'no list shows the name that an issuing request takes',
    ),
  judge: (view) =>
    issueRounds(view).flatMap(({ issuer, made, lists }) =>
      lists.flatMap(({ operation, exchange }) => {
        const place = answerPlaces(view.model, [operation.key], `${operation.object}.name`)[0];
        if (place === undefined || !takes(view.model, operation.object)) return [];
        const wrong = made.filter(
          (fact) => !(entryOf(operation, exchange, fact.id)?.get('name') === fact.name),
        );
        return [
          finding(wrong.length === 0, {
            case: `${issuer.key}, seen in ${operation.key} (${exchange.step})`,
            expected: 'the name as given',
            observed:
              wrong.length === 0
                ? `so for ${made.length} credentials`
                : `not so for ${wrong.map(({ credential }) => credential).join(', ')}`,
            evidence: [...wrong.flatMap(({ by }) => by ?? []), exchange.seq],
            grounds: citationsOf(place, 'display', 'items'),
          }),
        ];
      }),
    ),
};

function takes(model: AuthModel, kind: string): boolean {
  return credentialOperations(model, 'issue', kind).some(({ request }) =>
    request.some((place) => place.attribute === `${kind}.name` && !place.readOnly),
  );
}
