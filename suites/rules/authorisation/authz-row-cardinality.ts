import { citationsOf } from '../../../spec/facts.ts';
import { finding } from '../../judging/findings.ts';
import { observedRows } from '../../judging/observed-rows.ts';
import type { Rule } from '../../rule.ts';

export const authzRowCardinality: Rule = {
  id: 'authz-row-cardinality',
  title: 'As many roles may make a call as the printed row of the matrix has grants',
  level: 'MUST',
  family: 'authorisation',
  statements: ['RG-27', 'RG-24', 'RG-25'],
  sources: ['OWASP API5:2023'],
  experiments: ['matrix-sweep'],
  rationale:
    'Where a table was printed without its blanks, the placement of its cells is an assumption but their number is stated: any single flipped cell changes a count.',
  falsePositives:
    'Only rows that the document cites as printed; rows of which a cell got no answer are untestable.',
  applies: (model) =>
    model.matrix.some(({ sequence }) => sequence !== undefined) || 'the document cites no printed row',
  judge: (view) =>
    observedRows(view).flatMap(({ row, cells, missing, evidence }) => {
      const printed = row.sequence?.flatMap((cell) => cell.split(', ')) ?? [];
      const observed = cells.flat();
      const methods = [...new Set([...printed, ...observed])].filter((method) =>
        view.model.operations.some(
          ({ key, path }) => key.startsWith(`${method} `) && path.startsWith(row.path),
        ),
      );
      return methods.map((method) => {
        const count = (list: readonly string[]) => list.filter((one) => one === method).length;
        const parts = {
          case: `${method} ${row.path}`,
          expected: `${count(printed)} roles`,
          observed: `${count(observed)} roles`,
          evidence,
          grounds: citationsOf(row, 'row'),
        };
        return missing.length > 0
          ? { ...parts, verdict: 'untestable' as const, observed: `no answer for ${missing.join(', ')}` }
          : finding(count(observed) === count(printed), parts);
      });
    }),
};
