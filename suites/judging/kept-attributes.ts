import { citationsOf } from '../../spec/facts.ts';
import type { IssuedFact } from '../../spec/history.ts';
import type { AuthModel, Operation } from '../../spec/model.ts';
import { credentialOperations } from '../predict/kinds.ts';
import type { Finding } from '../rule.ts';
import { finding } from './findings.ts';
import { issueRounds } from './issue-rounds.ts';
import { answerPlaces, showing } from './lifecycle.ts';
import { sightingOf } from './lists.ts';
import type { View } from './view.ts';

/** Lists that show an attribute which the issuing request of the same kind takes. */
export function listsOfGiven(model: AuthModel, attribute: string): readonly Operation[] {
  return showing(model, 'list', attribute).filter(({ object }) => takes(model, object, attribute));
}

/** Does each list show, for every credential of a round, what was given at its issue? */
export function judgeKept(
  view: View,
  attribute: string,
  expected: string,
  isKept: (shown: unknown, fact: IssuedFact) => boolean,
): readonly Finding[] {
  return issueRounds(view).flatMap(({ issuer, made, lists, unread }) =>
    [...lists, ...unread].flatMap(({ operation, exchange }): readonly Finding[] => {
      const place = answerPlaces(view.model, [operation.key], `${operation.object}.${attribute}`)[0];
      if (place === undefined || !takes(view.model, operation.object, attribute)) return [];
      const { shown, missing, unclear } = sightingOf(operation, exchange, made);
      const altered = shown.flatMap(([fact, entry]) => (isKept(entry.get(attribute), fact) ? [] : [fact]));
      const wrong = [...missing, ...altered];
      const base = {
        case: `${issuer.key}, seen in ${operation.key} (${exchange.step})`,
        expected,
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
  );
}

function takes(model: AuthModel, kind: string, attribute: string): boolean {
  return credentialOperations(model, 'issue', kind).some(({ request }) =>
    request.some((place) => place.attribute === `${kind}.${attribute}` && !place.readOnly),
  );
}
