import { citationsOf } from '../../../spec/facts.ts';
import { finding } from '../../judging/findings.ts';
import { answerPlaces } from '../../judging/lifecycle.ts';
import { obtainable } from '../../judging/secrets.ts';
import { someOrReason } from '../../predict/kinds.ts';
import type { Rule } from '../../rule.ts';

export const secretFitsDeclaredFormat: Rule = {
  id: 'secret-fits-declared-format',
  title: 'Every issued secret has the form that the document declares',
  level: 'MUST',
  family: 'secrets',
  statements: ['RT-14', 'UA-05', 'CD-30'],
  general: ['fmt-prefix'],
  sources: [],
  experiments: [],
  rationale: 'Integrators size columns, write scanners and check input by the declared form.',
  falsePositives: 'Judged by the schema at the place of the secret; what that leaves open is not judged.',
  applies: (model) => someOrReason(obtainable(model), 'no secret can be had anew'),
  judge: (view) =>
    obtainable(view.model).flatMap((kind) => {
      const made = view
        .facts('issued')
        .filter(
          (fact) => fact.type === kind.name && ['issue', 'login', 'refresh', 'rotate'].includes(fact.how),
        );
      const odd = made.filter((fact) => !fact.secret.fitsSchema);
      const place = answerPlaces(view.model, kind.displayedBy, `${kind.name}.secret`)[0];
      if (made.length === 0) return [];
      return [
        finding(odd.length === 0, {
          case: kind.name,
          expected: 'a value that fits the schema of its place',
          observed:
            odd.length === 0
              ? `${made.length} fit`
              : `${odd.length} of ${made.length} do not fit, the first has ${odd[0]?.secret.length} characters`,
          evidence: odd.slice(0, 3).flatMap(({ by }) => by ?? []),
          grounds:
            place === undefined
              ? []
              : citationsOf(place, 'pattern', 'minLength', 'maxLength', 'contentSchema'),
        }),
      ];
    }),
};
