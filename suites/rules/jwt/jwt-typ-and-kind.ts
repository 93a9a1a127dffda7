import { citationsOf } from '../../../spec/facts.ts';
import type { IssuedFact } from '../../../spec/history.ts';
import { denial, finding } from '../../judging/findings.ts';
import { jwtKinds } from '../../predict/jwt-kinds.ts';
import type { Rule } from '../../rule.ts';

export const jwtTypAndKind: Rule = {
  id: 'jwt-typ-and-kind',
  title: 'JWTs of different kinds differ in what they say, and none is taken for another',
  level: 'MUST',
  family: 'jwt',
  statements: ['RT-25', 'RT-31'],
  sources: ['RFC 8725 §3.11', 'RFC 8725 §3.12', 'ASVS 9.2.2'],
  experiments: ['refresh-confusion'],
  rationale: 'Two kinds with one key and the same claims are one kind.',
  falsePositives:
    'They may differ in typ, aud or any claim but subject and times, or in their key, which is not seen; so only acceptance in the wrong place fails, and likeness is noted.',
  applies: (model) => jwtKinds(model).length > 1 || 'the document has at most one kind of JWT',
  judge: (view) => {
    const kinds = new Set(jwtKinds(view.model).map(({ name }) => name));
    const issued = view.facts('issued', 'refresh-confusion').filter(({ type }) => kinds.has(type));
    const marks = new Map(
      [...Map.groupBy(issued, ({ type }) => type)].map(([type, [fact]]) => [
        type,
        fact === undefined ? '' : markOf(fact),
      ]),
    );
    const alike = new Set(marks.values()).size < marks.size;
    const [kind] = jwtKinds(view.model);
    const static_ = finding(!alike, {
      case: 'marks of the kinds',
      expected: 'a typ, aud or claim that tells them apart',
      observed: alike ? 'nothing tells them apart but the key, if that' : 'told apart',
      evidence: issued.flatMap(({ by }) => (by === undefined ? [] : [by])).slice(0, 2),
      grounds: kind === undefined ? [] : citationsOf(kind, 'contentSchema'),
    });
    const swapped = view
      .exchanges({ experiment: 'refresh-confusion', step: 'refresh-as-access' })
      .map((probe) =>
        denial(view, probe, {
          statuses: [
            ...new Set(
              (['bad-credential', 'unknown', 'tampered', 'malformed'] as const).map(
                (cause) => view.operation(probe)?.refusals.get(cause)?.status ?? 401,
              ),
            ),
          ],
        }),
      );
    return marks.size < 2 ? swapped : [alike ? { ...static_, verdict: 'noted' } : static_, ...swapped];
  },
};

const passing = new Set(['sub', 'iat', 'exp', 'nbf', 'jti']);

function markOf({ secret: { jwt } }: IssuedFact): string {
  const claims = Object.entries(jwt?.claims ?? {})
    .filter(([name]) => !passing.has(name))
    .toSorted(([a], [b]) => a.localeCompare(b));
  return JSON.stringify([jwt?.header['typ'], claims]);
}
