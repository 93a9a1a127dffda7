import type { AuthModel } from '../../../spec/model.ts';
import { finding, succeeded, unanswered } from '../../judging/findings.ts';
import { groundsOfCell, hasMatrix, subjectOf } from '../../judging/sweep.ts';
import type { Rule } from '../../rule.ts';

export const scopeWildcard: Rule = {
  id: 'scope-wildcard',
  title: 'A wildcard name opens exactly what the document says: all of its kind and nothing else',
  level: 'MUST',
  family: 'authorisation',
  statements: ['RT-35', 'RT-36'],
  sources: ['RFC 6749 §3.3', 'OWASP API5:2023'],
  experiments: ['matrix-sweep'],
  rationale:
    'A glob that crosses the verb makes read-only keys writable; a literal comparison makes the wildcard worthless.',
  falsePositives: 'What the name covers is taken from the document; it never expands a wildcard by itself.',
  applies: (model) => {
    const matrix = hasMatrix(model);
    return matrix !== true ? matrix : wildcards(model).length > 0 || 'no name of the document is a wildcard';
  },
  judge: (view) =>
    view.exchanges({ experiment: 'matrix-sweep', step: ['allowed', 'denied'] }).flatMap((cell) => {
      const operation = view.operation(cell);
      const names = [...subjectOf(cell).own, ...subjectOf(cell).owner];
      if (operation === undefined || names.length !== 1 || !wildcards(view.model).includes(names[0] ?? ''))
        return [];
      if (unanswered(cell) !== undefined) return [];
      const wanted = cell.step === 'allowed';
      return [
        finding(succeeded(cell) === wanted, {
          case: cell.case,
          expected: wanted ? 'open' : 'closed',
          observed: String(cell.response?.status ?? 'no answer'),
          evidence: [cell.seq],
          grounds: groundsOfCell(view, cell, operation),
        }),
      ];
    }),
};

function wildcards(model: AuthModel): readonly string[] {
  return [...model.credentials.values()].flatMap(({ names }) => names.filter((name) => name.includes('*')));
}
