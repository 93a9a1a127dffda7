import { citationsOf } from '../../../spec/facts.ts';
import { finding } from '../../judging/findings.ts';
import { observedRows } from '../../judging/observed-rows.ts';
import type { Rule } from '../../rule.ts';

export const authzRowSequence: Rule = {
  id: 'authz-row-sequence',
  title: 'The grants of a row stand in the printed order across the roles',
  level: 'MUST',
  family: 'authorisation',
  statements: ['RG-28', 'RG-24', 'RG-25'],
  sources: ['OWASP API5:2023'],
  experiments: ['matrix-sweep'],
  rationale:
    'Holds under every placement of a row that was printed without its blanks, and finds two flips that keep the count.',
  falsePositives:
    'Only rows that the document cites as printed; rows of which a cell got no answer are untestable.',
  applies: (model) =>
    model.matrix.some(({ sequence }) => sequence !== undefined) || 'the document cites no printed row',
  judge: (view) =>
    observedRows(view).map(({ row, cells, missing, evidence }) => {
      const printed = (row.sequence ?? []).join(' | ');
      const observed = cells
        .filter((cell) => cell.length > 0)
        .map((cell) => cell.join(', '))
        .join(' | ');
      const parts = {
        case: row.path,
        expected: printed,
        observed,
        evidence,
        grounds: citationsOf(row, 'row'),
      };
      return missing.length > 0
        ? { ...parts, verdict: 'untestable' as const, observed: `no answer for ${missing.join(', ')}` }
        : finding(observed === printed, parts);
    }),
};
